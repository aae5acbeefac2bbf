#!/bin/bash
# units.sh FOLDER: the unit tests that stand on Windows, as .exe under wine; FOLDER/NAME.tap of each
set -u
if [ -z "${WINDOWS_TEST_SCREEN:-}" ]; then
  exec xvfb-run -a -s '-screen 0 1280x800x24 -nolisten tcp' env WINDOWS_TEST_SCREEN=1 "$0" "$@"
fi
root=$(dirname "$(dirname "$(dirname "$(readlink -f "$0")")")")
room=$(mktemp -d "${TMPDIR:-/tmp}/merilo-test.XXXXXX")
. "$root/tests/windows/wine.sh"
trap 'wine_end; rm -rf "$room"' EXIT
kept=$(readlink -f "$1")
windows=$(readlink -f "${MERILO_WINDOWS:-$root/build/windows}")
mapfile -t tests < <(ninja -C "$windows/client" -t targets all | sed -n 's|^\(tests/.*\.exe\):.*|\1|p')
[ ${#tests[@]} -gt 0 ] || exit 1
ninja -C "$windows/client" "${tests[@]}" >"$kept/windows-units.log" 2>&1 ||
  { grep -E -A12 '(error|FAILED|warning):?' "$kept/windows-units.log" | head -60; exit 1; }
wine_begin || { echo 'wine did not start'; exit 1; }

export G_TEST_SRCDIR=$root/tests G_TEST_BUILDDIR=$windows/client/tests
export G_DEBUG=fatal-warnings LANGUAGE=ru TZ=UTC WINEPATH="Z:$windows/prefix/bin"
for file in "${tests[@]}"; do
  name=$(basename "$file" .exe)
  wine_run 300 "$windows/client/$file" --tap >"$kept/windows-$name.tap"
  echo "$name: status $?" >&2
done
