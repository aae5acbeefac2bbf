#!/bin/bash
# What a person downloads and double-clicks: the folder, the installer, and both run under wine on a screen of their own.
# windows-test.sh BUILD: a build folder of this system with the server and the client, whom the pictures are beside.
# Takes what packaging/windows/build and installer have made; pictures go to SHOT_DIR.
set -u
if [ -z "${WINDOWS_TEST_SCREEN:-}" ]; then
  exec xvfb-run -a -s '-screen 0 1920x1200x24 -nolisten tcp' env WINDOWS_TEST_SCREEN=1 "$0" "$@"
fi
. "$(dirname "$(readlink -f "$0")")/../packaging/tap.sh"
. "$root/tests/windows/wine.sh"
build=$(readlink -f "$1")
windows=$(readlink -f "${MERILO_WINDOWS:-$root/build/windows}")
folder=$windows/merilo
ninja -C "$windows/client" tests/windows/say-words.exe >&2
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
names_no_builder () { ! grep -rqaE -- "$root|/[[:alnum:]._+-]+/prefix/(bin|etc|lib|share)" "$folder"; }

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

town=$room/town
town_pid=
leave () {
  wine_end
  [ -z "$town_pid" ] || { kill "$town_pid" && wait "$town_pid"; } 2>/dev/null
  rm -rf "$room"
}
trap leave EXIT

# wait_for SECONDS COMMAND...: until it succeeds
wait_for () {
  local halves=$(($1 * 2))
  shift
  while [ "$halves" -gt 0 ]; do
    "$@" && return 0
    sleep 0.5
    halves=$((halves - 1))
  done
  return 1
}

start_town () {
  mkdir -p "$town"
  python3 "$root/tests/windows/town.py" "$build" "$town" >"$room/town.log" 2>&1 &
  town_pid=$!
  wait_for 180 test -e "$town/ready" || { sed 's/^/# /' "$room/town.log"; return 1; }
}
ask () { psql -XAtq -d "$(cat "$town/conninfo")" -c "$1"; }
# answered METHOD ROUTE STATUS: how often; 304 says that what is kept on the disk is still true
answered () { grep -cE "method=$1 route=$2 status=($3) " "$town/log"; }
answered_more () { [ "$(answered "$1" "$2" "$3")" -gt "$4" ]; }

wine_begin || { echo '# wine did not start'; exit 1; }
start_town || exit 1
user=$(wine_user_folder)
installed=$user/AppData/Local/Programs/Merilo
for_all="$WINEPREFIX/drive_c/Program Files/Merilo"
link="$user/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Мерило.lnk"
link_for_all="$WINEPREFIX/drive_c/ProgramData/Microsoft/Windows/Start Menu/Programs/Мерило.lnk"
store=$user/AppData/Local/merilo
common=$WINEPREFIX/drive_c/ProgramData/merilo # what the machine's administrator lays for all
server=https://localhost:$(cat "$town/port")
KEY='Software\Microsoft\Windows\CurrentVersion\Uninstall\Merilo'

# an older version: a library in it that the newer has not
make_older () {
  cp -r "$folder" "$room/older" && echo old >"$room/older/bin/old.dll" &&
    "$root/packaging/windows/installer" --as 0.0.9 "$room/older" "$room/older.exe" 2>/dev/null
}
install_older () { wine_run 120 "$room/older.exe" /S && [ -e "$installed/bin/old.dll" ]; }
# is_folder WHERE: what is there is the folder
is_folder () { [ -d "$1" ] && diff -rq "$folder" "$1" | grep -v ': uninstall.exe$' | sed 's/^/# /' | { ! grep .; }; }
# is_listed ROOT VERSION
is_listed () { wine_run 20 reg query "$1\\$KEY" /v DisplayVersion | grep -qwF "$2"; }
is_unlisted () { wine_run 20 reg query "$1\\Software" >/dev/null && ! wine_run 20 reg query "$1\\$KEY" >/dev/null; }

# start_program WORD...: at its first window
start_program () {
  wine_start "$installed/bin/merilo.exe" "$@"
  wine_wait_window 'Мерило' 90
}
press () { for key in "$@"; do xdotool key "$key"; sleep 0.3; done; }
type_words () { xdotool type --delay 60 -- "$1"; sleep 0.3; }
# is_said WORD...: beside the installed program, by its catalogs
is_said () {
  cp "$windows/client/tests/windows/say-words.exe" "$installed/bin/" || return 1
  wine_run 30 "$installed/bin/say-words.exe" "$@" | tr -d '\r' | diff - <(printf '20 пунктов\n_Отмена\n') | sed 's/^/# /' | { ! grep .; }
  local status=$?
  rm "$installed/bin/say-words.exe"
  return $status
}
# keep_picture NAME: of the window alone
keep_picture () {
  mkdir -p "$pictures"
  import -window "$(wine_window 'Мерило')" "$pictures/$1.png" || return 1
  # letters and icons have many shades; an empty window or screen has few
  [ "$(identify -format %k "$pictures/$1.png")" -gt 100 ]
}
# click X Y: in the window
click () { xdotool mousemove --window "$(wine_window 'Мерило')" "$1" "$2" click 1; sleep 0.5; }
# differing A B [AREA]: how many points of the pictures are not alike
differing () {
  local area=${3:-1280x800+0+0}
  compare -metric AE -fuzz 5% "$pictures/$1.png[$area]" "$pictures/$2.png[$area]" null: 2>&1 || true
}

first_start () { start_program --server "$server" && sleep 2 && keep_picture windows-sign-in; }
# the department's authority is unknown to this Windows
refuse_stranger () {
  local before
  before=$(answered POST /api/v1/sessions 201)
  type_words expert1
  press Tab
  type_words merilo-demo-2026
  press Return
  sleep 6
  keep_picture windows-stranger
  [ "$(answered POST /api/v1/sessions 201)" = "$before" ] && [ "$(differing windows-sign-in windows-stranger)" -gt 1000 ]
}
sign_in () {
  local before
  before=$(answered POST /api/v1/sessions 201)
  mkdir -p "$common" && cp "$root/tests/data/tls/authority.pem" "$common/ca.pem"
  press shift+Tab Return # from the words on the certificate back to «Войти»
  wait_for 30 answered_more POST /api/v1/sessions 201 "$before" &&
    wait_for 30 answered_more GET /api/v1/expert-scores 200 0
}
# by the keypad: wine has no layouts of keyboards, without which GTK knows no digit of the upper row
first_scores () { ask "select scores[1:3] from expert_score s join app_user u on u.id = s.user_id where login = 'expert1' and blind_no = 1"; }
scores_are () { [ "$(first_scores)" = "$1" ]; }
type_scores () {
  sleep 3
  keep_picture windows-empty
  click 160 175
  press KP_2 Tab KP_1 Tab KP_0 Tab
  wait_for 20 scores_are '{2,1,0}'
}
# seven of three at most: a text that is no score stays in its cell and is a draft
drafts () {
  python3 -c 'import glob, sqlite3, sys
print([row for name in glob.glob(sys.argv[1] + "/*.db") for row in sqlite3.connect(name).execute("select field, text from draft")])' "$store"
}
drafts_are () { [ "$(drafts)" = "$1" ]; }
type_draft () {
  press F2
  type_words 7
  press Tab
  wait_for 10 drafts_are "[('scores.3', '7')]" && click 160 300 && keep_picture windows-draft
}
cells=220x26+184+162 # tasks 2 to 4 of the first work
hash_store () { (cd "$store" && sha256sum -- *.db* *.ini); }
upgrade () {
  local before
  before=$(hash_store)
  wine_run 120 "$setup" /S && [ ! -e "$installed/bin/old.dll" ] && is_folder "$installed" && [ "$(hash_store)" = "$before" ]
}
# nobody types a password: the Credential Manager has the token
start_again () {
  local before
  before=$(answered GET /api/v1/sessions/current 200)
  start_program && wait_for 30 answered_more GET /api/v1/sessions/current 200 "$before"
}
see_draft () {
  sleep 5
  keep_picture windows-draft-again
  drafts_are "[('scores.3', '7')]" && scores_are '{2,1,0}' &&
    [ "$(differing windows-draft windows-draft-again $cells)" = 0 ] && [ "$(differing windows-draft windows-empty $cells)" -gt 300 ]
}
# the second ends at once and well, and there is one window still
start_second () {
  wine_run 20 "$installed/bin/merilo.exe" && [ "$(xdotool search --onlyvisible --name 'Мерило' | wc -l)" = 1 ] && kill -0 "$wine_pid"
}
refuses_to_overwrite () { ! wine_run 60 "$setup" /S && is_folder "$installed"; }
# another person at the same computer
sign_in_methodologist () {
  local before
  before=$(answered POST /api/v1/sessions 201)
  rm "$store/session.ini"
  start_program --server "$server" --page plans || return 1
  sleep 2
  type_words metodist
  press Tab
  type_words merilo-demo-2026
  press Return
  wait_for 30 answered_more POST /api/v1/sessions 201 "$before" && wait_for 30 answered_more GET /api/v1/plans '200|304' 0
}
# what opens a PDF on this Windows keeps it
be_reader_of_pdf () {
  wine_run 20 reg add 'HKCR\.pdf' /ve /d merilo.test /f >/dev/null &&
    wine_run 20 reg add 'HKCR\merilo.test\shell\open\command' /ve /d 'cmd /c copy "%1" C:\printed.pdf' /f >/dev/null
}
count_papers () { find "$store/print" -name 'merilo-*.pdf' | wc -l; }
papers_are () { [ "$(cd "$store/print" && echo *)" = "$1" ]; }
# papers_go: of yesterday at the next start, of an hour at the end, and that of now stays
papers_go () {
  touch -d '2 days ago' "$store"/print/merilo-*.pdf && : >"$store/print/merilo-fresh1.pdf" &&
    touch -d '2 hours ago' "$store/print/merilo-hours1.pdf" && start_program &&
    papers_are 'merilo-fresh1.pdf merilo-hours1.pdf' && wine_close merilo.exe 20 && papers_are merilo-fresh1.pdf
}
print_page () {
  local printed=$WINEPREFIX/drive_c/printed.pdf
  be_reader_of_pdf || return 1
  sleep 3
  click 1138 27 # the menu, and «Напечатать…» in it: Ctrl+P wants a layout of keyboards
  sleep 1
  click 1093 112
  wait_for 30 test -s "$printed" && sleep 2 &&
    [ "$(count_papers)" = 1 ] && pdftotext "$printed" - | tr '\n' ' ' | grep -q 'Планы Управление образования, .*План мероприятий («дорожная карта»)'
}
# is_read NAME: the server has a file of that name, as many bytes as ours
is_read () { [ "$(ask "select count(*) from file where name = '$1' and size = $(stat -c %s "$root/tests/data/walk/roadmap.docx")")" = 1 ]; }
# hand_over: a second start brings the first a file
hand_over () {
  mkdir "$room/Дорожные карты" && cp "$root/tests/data/walk/roadmap.docx" "$room/Дорожные карты/Карта на 2026 год.docx" || return 1
  wine_run 20 "$installed/bin/merilo.exe" "$(windows_path "$room/Дорожные карты/Карта на 2026 год.docx")" &&
    wait_for 30 is_read 'Карта на 2026 год.docx' && sleep 3 && import -window root "$pictures/windows-handed-over.png"
}
# a path of more than 260 letters
open_far () {
  local part far
  part=$(printf 'Управление образования, папка %.0s' 1 2 3)
  far="$room/$part/$part/$part"
  mkdir -p "$far" && cp "$root/tests/data/walk/roadmap.docx" "$far/Далёкая карта.docx" || return 1
  start_program "$(windows_path "$far/Далёкая карта.docx")" && wait_for 30 is_read 'Далёкая карта.docx'
}
logs_no_words () { [ -s "$store/merilo.log" ] && ! grep -qE 'merilo-demo|expert1|metodist' "$store/merilo.log"; }

# show_page NAME ROUTE DOTS WIDTH HEIGHT: opened with a session of its own, beside that of this system
show_page () {
  local before
  before=$(answered GET "/api/v1/$2" '200|304')
  start_program --session "Z:$town/session-methodologist" --page "$1" || return 1
  wait_for 30 answered_more GET "/api/v1/$2" '200|304' "$before" || return 1
  xdotool windowmove "$(wine_window 'Мерило')" 0 0 windowsize "$(wine_window 'Мерило')" "$4" "$5"
  sleep 4
  keep_picture "windows-$1-$3" && wine_close merilo.exe 20
}
# linux_page NAME WIDTH HEIGHT: the client of this system, with the same authority's file
linux_page () {
  XVFB_SIZE=1280x800x24 "$root/tests/lib/xvfb.sh" bash -c '
    mkdir -p "$HOME/common/merilo" && cp "$1/tests/data/tls/authority.pem" "$HOME/common/merilo/ca.pem"
    XDG_CONFIG_DIRS=$HOME/common MERILO_NO_KEYRING=1 LANGUAGE=ru "$2/client/merilo" --session "$3" --page "$4" >/dev/null 2>&1 &
    sleep 8
    import -window root "$5"
    kill $!' sh "$root" "$build" "$town/session-methodologist" "$1" "$pictures/linux-$1.png" 2>/dev/null &&
    convert "$pictures/windows-$1-96.png" "$pictures/linux-$1.png" +append "$pictures/beside-$1.png"
}
# Only the proxy knows where merilo.test is. Wine answers nothing for a user's settings, and for the machine's this:
go_through_proxy () {
  local port before status=0
  port=$(cat "$town/port") before=$(answered GET /api/v1/plans '200|304')
  sed "s|localhost|merilo.test|" "$town/session-methodologist" >"$town/session-proxied"
  export http_proxy=http://127.0.0.1:$(cat "$town/proxy-port")
  start_program --session "Z:$town/session-proxied" --page plans &&
    wait_for 30 grep -q "^CONNECT merilo.test:$port" "$town/proxied" && wait_for 30 answered_more GET /api/v1/plans '200|304' "$before" || status=1
  unset http_proxy
  wine_close merilo.exe 20
  return $status
}

# a folder of one's own choice; /D takes the rest of the line as it is, without quotes
chosen="$WINEPREFIX/drive_c/Программы отдела/Мерило"
choose_folder () { wine_run 120 "$setup" /S '/D=C:\Программы' 'отдела\Мерило' && is_folder "$chosen"; }
run_chosen () {
  wine_start "$chosen/bin/merilo.exe" --server "$server"
  wine_wait_window 'Мерило' 90 && sleep 4 && keep_picture windows-chosen && wine_close merilo.exe 40
}
# is_gone PROGRAM LINK
is_gone () { [ ! -e "$1" ] && [ ! -e "$2" ]; }
# remove FOLDER LINK WORD...: the uninstaller goes on as a copy of itself when it has ended
remove () {
  local from=$1 with=$2
  shift 2
  wine_run 60 "$from/uninstall.exe" "$@" && wait_for 30 has_ended 'Temp\~nsu' && is_gone "$from" "$with"
}
has_ended () { ! wine_runs "$1"; }
leave_chosen () { remove "$chosen" "$link" /S && is_unlisted HKCU; }
# what the copy still removes is not taken for what is there
install_at_once () {
  wine_run 120 "$setup" /S '/D=C:\Программы' 'отдела\Мерило' && wine_run 60 "$chosen/uninstall.exe" /S &&
    wine_run 120 "$setup" /S && has_ended 'Temp\~nsu' && [ ! -e "$chosen" ] && is_folder "$installed" &&
    is_listed HKCU "$version" && remove "$installed" "$link" /S
}
uninstall () {
  [ -e "$installed" ] && [ -e "$link" ] || return 1
  remove "$installed" "$link" /S && is_unlisted HKCU
}
install_for_all () {
  wine_run 120 "$setup" /S && wine_run 120 "$setup" /S /AllUsers && is_folder "$for_all" && is_listed HKLM "$version" &&
    [ -e "$link_for_all" ] && [ ! -e "$link" ] && [ ! -e "$installed" ] && is_unlisted HKCU
}
purge () {
  remove "$for_all" "$link_for_all" /AllUsers /S /PURGE && is_unlisted HKLM && [ ! -e "$store" ]
}

point 'an older version is made' make_older
point 'it installs silently' install_older
point 'it stands in the start menu' test -e "$link"
point 'it stands in the list of programs' is_listed HKCU 0.0.9
point 'it starts and shows its page of signing in' first_start
point 'a certificate of an unknown authority is refused' refuse_stranger
point "with the department's authority one signs in over HTTPS" sign_in
point 'scores that are typed are in the base' type_scores
point 'a text that is no score is a draft' type_draft
point 'it is killed' wine_kill
point 'upgraded: old files go, the store is the same' upgrade
point 'plurals of ours and words of GTK are Russian' is_said
LANGUAGE=ru point 'and whichever of them is asked for first' is_said gtk
point 'the new version stands in the list' is_listed HKCU "$version"
point 'started again it knows who it was' start_again
point 'the draft and the scores are seen again' see_draft
point 'a second start shows the first' start_second
point 'while it runs nothing is overwritten' refuses_to_overwrite
point 'it closes when asked to' wine_close merilo.exe 20
point 'another signs in' sign_in_methodologist
point 'what is printed is opened as PDF, its words in it' print_page
point 'a second start hands a file to the first' hand_over
point 'it closes all the same' wine_close merilo.exe 20
point 'a file in a path of more than 260 letters is opened' open_far
point 'and it closes' wine_close merilo.exe 20
point 'what was printed two days ago is gone' papers_go
point 'the log is there, without names and passwords' logs_no_words
for page in plans:plans results:results-tree recheck:rechecks objectivity:objectivity/trend; do
  point "page ${page%%:*} at 96 dots" show_page "${page%%:*}" "${page#*:}" 96 1280 800
  point "page ${page%%:*} beside that of this system" linux_page "${page%%:*}"
done
wine_dots 144
for page in plans:plans results:results-tree objectivity:objectivity/trend; do
  point "page ${page%%:*} at 144 dots" show_page "${page%%:*}" "${page#*:}" 144 1920 1200
done
point 'through the proxy that the system names' go_through_proxy
point 'uninstalls silently' uninstall
point 'the store outlives it' drafts_are "[('scores.3', '7')]"
point 'what was printed does not' test ! -e "$store/print"
point 'installs into a folder of Russian letters and blanks' choose_folder
point 'runs there' run_chosen
point 'uninstalls there' leave_chosen
point 'installs at once after a removal, and not into its folder' install_at_once
point "installs for all users, in the place of one's own" install_for_all
point 'uninstalls, and forgets the store when told to' purge
finish
