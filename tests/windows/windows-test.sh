#!/bin/bash
# What a person downloads and double-clicks: the folder, the installer, and both run under wine on a screen of their own.
# Takes what packaging/windows/build and installer have made; pictures go to SHOT_DIR.
set -u
if [ -z "${WINDOWS_TEST_SCREEN:-}" ]; then
  exec xvfb-run -a -s '-screen 0 1280x800x24 -nolisten tcp' env WINDOWS_TEST_SCREEN=1 "$0" "$@"
fi
. "$(dirname "$(readlink -f "$0")")/../packaging/tap.sh"
. "$root/tests/windows/wine.sh"
windows=$(readlink -f "${MERILO_WINDOWS:-$root/build/windows}")
folder=$windows/merilo
setup=$(ls "$windows"/Merilo-Setup-*.exe)
HOST=x86_64-w64-mingw32
pictures=${SHOT_DIR:-$room}
version=$(sed -n "s/^  version: '\([0-9.]*\)',$/\1/p" "$root/meson.build")

# --- the folder, by what is written in it

# nothing_missing: each import of each file is in the folder, or is wine's, which has what Windows has
nothing_missing () {
  local file name lost=0
  while read -r file; do
    while read -r name; do
      if [ ! -e "$folder/bin/$name" ] && [ ! -e "$wine_dlls/${name,,}" ]; then
        echo "# $(basename "$file") wants $name"
        lost=1
      fi
    done < <($HOST-objdump -p "$file" | awk '/DLL Name:/ { print $3 }')
  done < <(find "$folder" -name '*.exe' -o -name '*.dll')
  return $lost
}
# nothing_idle: no DLL is there that nobody imports
nothing_idle () {
  local wanted
  wanted=$(find "$folder" \( -name '*.exe' -o -name '*.dll' \) -exec $HOST-objdump -p {} + |
    awk '/DLL Name:/ { print $3 }' | sort -u)
  [ -z "$(comm -23 <(cd "$folder/bin" && ls ./*.dll | sed 's|./||' | sort) <(echo "$wanted"))" ]
}
has_no_console () { $HOST-objdump -p "$folder/bin/merilo.exe" | grep -qE '^Subsystem.*Windows GUI'; }
carries () { grep -qaF -- "$1" "$folder/bin/merilo.exe"; }
# carries_wide TEXT: as a resource writes it
carries_wide () { $HOST-strings -a -el "$folder/bin/merilo.exe" | grep -qF -- "$1"; }
has_icon () {
  [ "$(wrestool -l -t 3 "$folder/bin/merilo.exe" | wc -l)" -ge 8 ] && wrestool -l -t 14 "$folder/bin/merilo.exe" | grep -q .
}
is_stripped () { $HOST-objdump -t "$folder/bin/merilo.exe" | grep -q '^no symbols$'; }
at_most () { [ "$(du -sm --apparent-size "$1" | cut -f1)" -le "$2" ]; }
# of this machine: where it was built
names_no_builder () { ! grep -qaF -- "$root" "$folder/bin/merilo.exe"; }

point 'each import of each file is there' nothing_missing
point 'no library is there for nothing' nothing_idle
point 'no console' has_no_console
point 'the manifest: long paths' carries '<longPathAware'
point 'the manifest: sharp on each monitor' carries 'PerMonitorV2'
point 'the version' carries_wide "$version"
point 'an icon in eight sizes' has_icon
point 'stripped' is_stripped
point "the builder's folder is not named" names_no_builder
point 'the folder is at most 60 MB' at_most "$folder" 60
point 'the installer is at most 25 MB' at_most "$setup" 25

# --- the installer and the program, by running them

wine_begin || { echo '# wine did not start'; exit 1; }
trap 'wine_end; rm -rf "$room"' EXIT
user=$(wine_user_folder)
installed=$user/AppData/Local/Programs/Merilo
link="$user/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Мерило.lnk"
store=$user/AppData/Local/merilo

install_silently () { wine_run 120 "$setup" /S && [ -e "$installed/uninstall.exe" ]; }
is_same_as_folder () { [ -d "$installed" ] && diff -rq "$folder" "$installed" | grep -v ': uninstall.exe$' | sed 's/^/# /' | { ! grep .; }; }
is_listed () {
  wine_run 20 reg query 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Merilo' /v DisplayVersion |
    grep -qF "$version"
}
start_program () {
  wine_start "$installed/bin/merilo.exe"
  wine_wait_window 'Мерило' 60
}
refuses_to_overwrite () { ! wine_run 60 "$setup" /S && is_same_as_folder; }
keep_picture () {
  mkdir -p "$pictures"
  sleep 3
  import -window root "$pictures/$1.png"
  # letters and icons have many shades; an empty window or screen has few
  [ "$(identify -format %k "$pictures/$1.png")" -gt 100 ]
}
upgrade () {
  echo kept >"$store/drafts-of-before"
  echo old >"$installed/bin/old.dll"
  wine_run 120 "$setup" /S && [ ! -e "$installed/bin/old.dll" ] && is_same_as_folder && [ -e "$store/drafts-of-before" ]
}
# the uninstaller goes on as a copy of itself
uninstall () {
  [ -e "$installed" ] && [ -e "$link" ] || return 1
  wine_run 60 "$installed/uninstall.exe" /S
  for _ in $(seq 60); do
    [ -e "$installed" ] || [ -e "$link" ] || return 0
    sleep 0.5
  done
  return 1
}

point 'installs silently' install_silently
point 'what is installed is the folder' is_same_as_folder
point 'it stands in the start menu' test -e "$link"
point 'it stands in the list of programs' is_listed
point 'it starts and shows its window' start_program
point 'a page is drawn' keep_picture windows-sign-in
point 'while it runs nothing is overwritten' refuses_to_overwrite
point 'it closes when asked to' wine_close merilo.exe 20
mkdir -p "$store"
point 'installed over itself: old files go, the store stays' upgrade
point 'uninstalls silently' uninstall
point 'the store outlives it' test -e "$store/drafts-of-before"
finish
