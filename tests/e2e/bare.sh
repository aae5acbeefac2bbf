#!/bin/bash
# From a bare Debian 12 to the whole walk: debootstrap into a folder, a copy of the source, the one command in a
# chroot, as root and as an ordinary user. Run by hand as root, or by tests/run --all. TAP, with the times.
# tests/e2e/bare.sh [--keep] [--suite bookworm] [--mirror URL]
#   --keep   leaves the folder, to look at or to use again:
#   --in DIR a folder kept before: no debootstrap, and the packages are there already
set -u
here=$(dirname "$(readlink -f "$0")")
. "$here/../packaging/tap.sh"

suite=bookworm
mirror=http://deb.debian.org/debian
keep=
bare=
while [ $# -gt 0 ]; do
  case $1 in
    --keep) keep=1 ;;
    --suite) suite=$2; shift ;;
    --mirror) mirror=$2; shift ;;
    --in) bare=$2 keep=1; shift ;;
    *) echo "bare.sh: unknown word '$1'" >&2; exit 2 ;;
  esac
  shift
done
if [ "$(id -u)" != 0 ] || ! command -v debootstrap >/dev/null; then
  echo '1..0 # SKIP wants root and debootstrap'
  exit 0
fi

note () { echo "# $*"; }

# inside COMMAND: in the folder, with its own mounts and its own processes, which all end with it
inside () {
  unshare --mount --pid --fork --kill-child sh -c '
    mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && mount -t tmpfs shm "$0/dev/shm" &&
    exec chroot "$0" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME="${HOME_INSIDE:-/root}" sh -c "$1"' "$bare" "$1" </dev/null
}

# timed NAME LIMIT COMMAND: a point with its seconds; LIMIT 0: none
timed () {
  local name=$1 limit=$2 from=$EPOCHREALTIME took status=0
  inside "$3" >"$room/out" 2>&1 || status=$?
  took=$(awk -v a="$from" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f", b - a }')
  note "$name: $took s"
  [ "$status" = 0 ] || tail -30 "$room/out" | sed 's/^/# /'
  if [ "$limit" != 0 ]; then
    point "$name, within $limit s" awk -v s="$status" -v t="$took" -v l="$limit" 'BEGIN { exit !(s == 0 && t <= l) }'
  else
    point "$name" test "$status" = 0
  fi
}

make_bare () { debootstrap --variant=minbase "$suite" "$bare" "$mirror" >"$room/debootstrap" 2>&1; }

copy_source () {
  rm -rf "$bare/src"
  mkdir -p "$bare/src"
  tar -C "$root" --exclude=./build --exclude='./build-*' --exclude=./.git -c . | tar -C "$bare/src" -x --no-same-owner
}

# brackets: the words of a pattern must not be found in this very command
# starts as a person does, waits until it listens, then is told to end; says the seconds to a listening server
START='cd /src && xvfb-run -a setsid packaging/run --data /var/tmp/kept & from=$(date +%s%N)
  until (bash -c "exec 3<>/dev/tcp/127.0.0.1/8642") 2>/dev/null; do
    kill -0 $! 2>/dev/null && [ $(($(date +%s%N) - from)) -lt 60000000000 ] || exit 1
    sleep 0.05
  done
  echo "listening after $((($(date +%s%N) - from) / 1000000)) ms"
  sleep 2; kill -TERM $(pgrep -f "^/bin/bash packaging/run --data" | head -1); wait $!
  sleep 1; ! pgrep -f "[m]erilo-server|[p]ostgres|client/[m]erilo"'

if [ -z "$bare" ]; then
  bare=$(mktemp -d /var/tmp/merilo-bare.XXXXXX)
  chmod 755 "$bare"
  [ -n "$keep" ] || trap 'rm -rf "$bare" "$room"' EXIT
  point "debootstrap $suite" make_bare
  tail -1 "$room/debootstrap" | sed 's/^/# /'
  cat /etc/resolv.conf >"$bare/etc/resolv.conf"
  copy_source
  timed 'packages, with download' 0 '/src/packaging/setup build run walk'
else
  copy_source
fi
timed 'first --headless: build and walk' 0 'cd /src && packaging/run --headless'
timed 'second --headless' 90 'cd /src && packaging/run --headless'
point 'pictures are there' test "$(find "$bare/src/build/demo" -name '*.png' | wc -l)" -ge 6
timed 'a first plain start' 0 "$START"
timed 'a second plain start' 0 "$START"
ms=$(sed -n 's/listening after \([0-9]*\) ms/\1/p' "$room/out")
note "second plain start: listening after ${ms:-?} ms"
point 'a second plain start listens within 5 s' test "${ms:-99999}" -le 5000
inside 'id walker >/dev/null 2>&1 || useradd -m -d /srv/walker walker; rm -rf /srv/walker/src; cp -r /src /srv/walker/src; rm -rf /srv/walker/src/build; chown -R walker: /srv/walker/src'
timed 'as an ordinary user' 0 'cd /srv/walker/src && exec setpriv --reuid walker --regid walker --init-groups env HOME=/srv/walker packaging/run --headless'
[ -z "$keep" ] || note "kept: $bare"
finish
