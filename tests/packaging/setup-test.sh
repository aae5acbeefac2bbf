#!/bin/bash
# packaging/setup on systems it knows and does not know, with a package list of our own in dpkg-query's place.
set -u
. "$(dirname "$(readlink -f "$0")")/tap.sh"
setup=$root/packaging/setup
mkdir "$room/bin"
echo 'ID=debian
VERSION_ID="12"' >"$room/debian"
echo 'ID=fedora
VERSION_ID=43' >"$room/fedora"

# with_packages NAME...: dpkg-query says that these are installed, and no others
with_packages () {
  { echo '#!/bin/sh'; printf 'echo "ii |%s"\n' "$@"; echo 'echo "rc |wrk"'; } >"$room/bin/dpkg-query"
  chmod 755 "$room/bin/dpkg-query"
}
# a sudo that wants a password
printf '#!/bin/sh\necho "sudo: a password is required" >&2\nexit 1\n' >"$room/bin/sudo"
chmod 755 "$room/bin/sudo"
on () {
  local system=$1
  shift
  env OS_RELEASE="$room/$system" PATH="$room/bin:$PATH" "$@"
}
as_user () {
  if [ "$(id -u)" = 0 ]; then setpriv --reuid 65534 --regid 65534 --clear-groups "$@"; else "$@"; fi
}
lists_once () { [ -z "$("$setup" --list | sort | uniq -d)" ] && [ "$("$setup" --list | wc -l)" -gt 40 ]; }
groups_add_up () {
  [ "$(for group in build run walk test; do "$setup" --list $group; done | sort)" = "$("$setup" --list | sort)" ]
}
large_when_named () { "$setup" --list windows | grep -qx wine64 && ! "$setup" --list | grep -qxE 'wine64|nsis|cmake'; }
first_of () { "$setup" --list "$@" | sed 's/|.*//'; }
last_of () { "$setup" --list "$@" | sed 's/.*|//'; }

point 'a wrong word' says 2 'неизвестное слово «all»' "$setup" all
point 'each package once' lists_once
point 'groups make the whole' groups_add_up
point 'what few need comes only when named' large_when_named

with_packages $(first_of)
point 'nothing is missing' says 0 '^$' on fedora "$setup"
with_packages $(last_of)
point 'the other alternative is enough' says 0 '^$' on fedora "$setup"

with_packages $(first_of build run walk)
point 'a group that is whole' says 0 '^$' on fedora "$setup" build run
point 'elsewhere the packages are named' says 1 '^  clang-14\|clang$' on fedora "$setup"
point 'what was removed is missing' says 1 '^  wrk$' on fedora "$setup" test
point 'elsewhere the systems are named' says 1 'fedora-43.*Debian 12, Debian 13, Ubuntu 24.04' on fedora "$setup" test
if as_user test -x "$setup"; then
  point 'a user gets the one command' says 1 "sudo $setup test" as_user env OS_RELEASE="$room/debian" PATH="$room/bin:$PATH" "$setup" test
else
  skip 'a user gets the one command' 'another user cannot read the source'
fi
finish
