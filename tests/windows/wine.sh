# Sourced: a Windows of one's own in $room/wine, without sound, network menus and .NET. Needs a DISPLAY.
# Its code page has no Russian letters, and the name of its user is of nothing else: what is not told in wide letters breaks.
wine=/usr/lib/wine/wine64
wine_dlls=/usr/lib/x86_64-linux-gnu/wine/x86_64-windows
export WINEPREFIX=$room/wine WINEARCH=win64 WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml,winemenubuilder.exe='
export LC_ALL=C.UTF-8 GSK_RENDERER=cairo
unset LANGUAGE
wine_user='Иван Петров'
wine_pid=

# a program that crashes is told of in its own log: no dialog that nobody closes
wine_begin () {
  USER=$wine_user timeout 180 "$wine" wineboot -i >/dev/null 2>&1 &&
    wine_run 30 reg add 'HKCU\Software\Wine\WineDbg' /v ShowCrashDialog /t REG_DWORD /d 0 /f >/dev/null
}

# wine_dots N: dots an inch, for programs started after it
wine_dots () {
  wine_run 30 reg add 'HKCU\Control Panel\Desktop' /v LogPixels /t REG_DWORD /d "$1" /f >/dev/null && wine_end
}

# wine_run SECONDS PROGRAM...
wine_run () {
  local seconds=$1
  shift
  USER=$wine_user timeout "$seconds" "$wine" "$@" 2>/dev/null
}

wine_user_folder () { echo "$WINEPREFIX/drive_c/users/$wine_user"; }

# windows_path FILE: as a program there names it
windows_path () { local path=Z:$1; echo "${path//\//\\}"; }

# wine_start PROGRAM...: in the background; its words go to $room/program.log
wine_start () {
  USER=$wine_user "$wine" "$@" >"$room/program.log" 2>&1 &
  wine_pid=$!
}

# wine_wait_window TITLE SECONDS
wine_wait_window () {
  for _ in $(seq $(($2 * 2))); do
    xdotool search --onlyvisible --name "$1" >/dev/null 2>&1 && return 0
    kill -0 "$wine_pid" 2>/dev/null || break
    sleep 0.5
  done
  sed 's/^/# /' "$room/program.log"
  return 1
}

# wine_window TITLE: its number, of the one that came last
wine_window () { xdotool search --onlyvisible --name "$1" 2>/dev/null | tail -1; }

# wine_kill: at once, as a crash or a power cut does
wine_kill () { kill -KILL "$wine_pid" && { wait "$wine_pid" 2>/dev/null || true; }; }

# wine_close NAME.exe SECONDS: its windows are asked to close, and the program must end
wine_close () {
  kill -0 "$wine_pid" 2>/dev/null || return 1
  wine_run 20 taskkill /im "$1" >/dev/null
  for _ in $(seq $(($2 * 2))); do
    kill -0 "$wine_pid" 2>/dev/null || return 0
    sleep 0.5
  done
  import -window root "${pictures:-$room}/windows-not-closed.png"
  return 1
}

# wine_runs WORDS: a program of this Windows runs, and no other's, that has them in its command
wine_runs () {
  local process
  for process in $(grep -lzFx "WINEPREFIX=$WINEPREFIX" /proc/[0-9]*/environ 2>/dev/null); do
    tr '\0' ' ' 2>/dev/null <"${process%environ}cmdline" | grep -qF -- "$1" && return 0
  done
  return 1
}

# every program of this Windows, and no other
wine_end () { timeout 30 /usr/lib/wine/wineserver64 -k >/dev/null 2>&1 || true; }
