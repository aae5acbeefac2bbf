# Sourced: a Windows of one's own in $room/wine, without sound, network menus and .NET. Needs a DISPLAY.
wine=/usr/lib/wine/wine64
wine_dlls=/usr/lib/x86_64-linux-gnu/wine/x86_64-windows
export WINEPREFIX=$room/wine WINEARCH=win64 WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml,winemenubuilder.exe='
export LC_ALL=C.UTF-8 GSK_RENDERER=cairo
unset LANGUAGE
wine_pid=

# The message font of wine is unknown to its own DirectWrite: text would be boxes. Real Windows has Segoe UI.
wine_begin () {
  local font
  timeout 180 "$wine" wineboot -i >/dev/null 2>&1 || return 1
  for font in 'MS Shell Dlg' 'MS Shell Dlg 2' 'Segoe UI' 'Tahoma'; do
    wine_run 30 reg add 'HKCU\Software\Wine\Fonts\Replacements' /v "$font" /d 'DejaVu Sans' /f >/dev/null || return 1
  done
}

# wine_run SECONDS PROGRAM...
wine_run () {
  local seconds=$1
  shift
  timeout "$seconds" "$wine" "$@" 2>/dev/null
}

wine_user_folder () { find "$WINEPREFIX/drive_c/users" -mindepth 1 -maxdepth 1 ! -name Public | head -1; }

# wine_start PROGRAM...: in the background; its words go to $room/program.log
wine_start () {
  "$wine" "$@" >"$room/program.log" 2>&1 &
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

# wine_close NAME.exe SECONDS: its windows are asked to close, and the program must end
wine_close () {
  kill -0 "$wine_pid" 2>/dev/null || return 1
  wine_run 20 taskkill /im "$1" >/dev/null
  for _ in $(seq $(($2 * 2))); do
    kill -0 "$wine_pid" 2>/dev/null || return 0
    sleep 0.5
  done
  return 1
}

# every program of this Windows, and no other
wine_end () { timeout 30 /usr/lib/wine/wineserver64 -k >/dev/null 2>&1 || true; }
