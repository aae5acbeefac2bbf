# Sourced by the tests of the commands: points in TAP, and a case as a command with what it must say.
root=$(dirname "$(dirname "$(dirname "$(readlink -f "$0")")")")
room=$(mktemp -d "${TMPDIR:-/tmp}/merilo-test.XXXXXX")
chmod 755 "$room"
trap 'rm -rf "$room"' EXIT
points=0
faults=0

# point NAME COMMAND...: a point that holds when the command succeeds
point () {
  local name=$1
  shift
  points=$((points + 1))
  if "$@"; then
    echo "ok $points $name"
  else
    faults=$((faults + 1))
    echo "not ok $points $name"
  fi
}

skip () { points=$((points + 1)); echo "ok $points $1 # SKIP $2"; }

# says STATUS WORDS COMMAND...: ends with the status and says the words (a regular expression)
says () {
  local status=0 wanted=$1 words=$2 said
  shift 2
  said=$("$@" 2>&1 </dev/null) || status=$?
  if [ "$status" = "$wanted" ] && grep -qE -- "$words" <<<"$said"; then
    return 0
  fi
  printf 'wanted status %s and «%s», got status %s and:\n%s\n' "$wanted" "$words" "$status" "$said" | sed 's/^/# /'
  return 1
}

finish () {
  echo "1..$points"
  [ "$faults" = 0 ]
}
