#!/bin/bash
# units.sh FOLDER BUILD: the unit tests that stand on Windows, as .exe under wine; FOLDER/NAME.tap of each, and the
# figures of statistics beside those of BUILD, a build folder of this system
set -u
if [ -z "${WINDOWS_TEST_SCREEN:-}" ]; then
  exec xvfb-run -a -s '-screen 0 1280x800x24 -nolisten tcp' env WINDOWS_TEST_SCREEN=1 "$0" "$@"
fi
root=$(dirname "$(dirname "$(dirname "$(readlink -f "$0")")")")
room=$(mktemp -d "${TMPDIR:-/tmp}/merilo-test.XXXXXX")
. "$root/tests/windows/wine.sh"
trap 'wine_end; rm -rf "$room"' EXIT
kept=$(readlink -f "$1")
build=$(readlink -f "$2")
windows=$(readlink -f "${MERILO_WINDOWS:-$root/build/windows}")
# what of common the client does not use stands on libraries of its own
"$root/packaging/windows/build-deps" --for-tests >"$kept/windows-deps.log" 2>&1 || { tail -20 "$kept/windows-deps.log"; exit 1; }
env -u CC -u CFLAGS meson setup --reconfigure "$windows/client" >>"$kept/windows-deps.log" 2>&1 || { tail -20 "$kept/windows-deps.log"; exit 1; }
mapfile -t tests < <(ninja -C "$windows/client" -t targets all | sed -n 's|^\(tests/.*/test-.*\.exe\):.*|\1|p')
figures=tests/common/objectivity/objectivity-figures
[ ${#tests[@]} -gt 0 ] || exit 1
ninja -C "$windows/client" "${tests[@]}" "$figures.exe" >"$kept/windows-units.log" 2>&1 ||
  { grep -E -A12 '(error|FAILED|warning):?' "$kept/windows-units.log" | head -60; exit 1; }
wine_begin || { echo 'wine did not start'; exit 1; }

export G_TEST_SRCDIR=$root/tests G_TEST_BUILDDIR=$windows/client/tests
export G_DEBUG=fatal-warnings LANGUAGE=ru TZ=UTC WINEPATH="Z:$windows/prefix/bin"
# GIO's TLS, and a folder for all users of the machine that is the test's own
export GIO_MODULE_DIR="Z:$windows/prefix/lib/gio/modules" XDG_CONFIG_DIRS="C:\\common"
run_test () {
  local name
  name=$(basename "$1" .exe)
  wine_run 300 "$windows/client/$1" --tap >"$kept/windows-$name.tap"
  echo "$name: status $?" >&2
}
# libxlsxwriter, which is there for tests alone, opens no file of a name that the code page lacks: those come last
writes_books () { [[ $1 =~ test-exchange-(xlsx-writer|document-xlsx)\.exe$ ]]; }
for file in "${tests[@]}"; do
  writes_books "$file" || run_test "$file"
done
for name in TEMP TMP; do
  wine_run 30 reg add 'HKCU\Environment' /v "$name" /d 'C:\windows\temp' /f >/dev/null
done
for file in "${tests[@]}"; do
  ! writes_books "$file" || run_test "$file"
done
wine_run 60 "$windows/client/$figures.exe" | tr -d '\r' >"$kept/figures-windows.txt"
ninja -C "$build" "$figures" >>"$kept/windows-units.log" 2>&1 && "$build/$figures" >"$kept/figures.txt"
python3 "$root/tests/windows/figures.py" "$kept/figures.txt" "$kept/figures-windows.txt" "$kept/figures-differing.txt" >"$kept/windows-figures.tap"
