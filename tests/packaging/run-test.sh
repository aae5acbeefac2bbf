#!/bin/bash
# packaging/run when something is wrong: it says what, in Russian, and leaves nothing behind.
set -u
. "$(dirname "$(readlink -f "$0")")/tap.sh"
run=$root/packaging/run

# with a build that is there already, so that nothing is installed or compiled
bare () { env -u WAYLAND_DISPLAY DISPLAY=:7777 "$run" --build "$room" --port 8698 --data "$room/data" "$@"; }

# on_small_disk COMMAND...: with $room/small a disk of 8 MB
on_small_disk () {
  mkdir -p "$room/small"
  unshare --mount sh -c 'mount -t tmpfs -o size=8m none "$0" && exec "$@"' "$room/small" "$@"
}

# with_listener COMMAND...: while somebody listens on $busy
with_listener () {
  python3 -c 'import socket, sys, time
s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1], flush=True); time.sleep(30)' >"$room/busy" &
  local listener=$! status=0
  for _ in $(seq 100); do [ -s "$room/busy" ] && break; sleep 0.05; done
  busy=$(cat "$room/busy")
  "${@//BUSY/$busy}" || status=$?
  kill "$listener"
  return "$status"
}

point 'a wrong word' says 2 'непонятное слово «--fast»' bare --fast
point 'a wrong role' says 2 'а не «director»' bare --as director
point 'a word without its value' says 2 'у --port нет значения' bare --port
point 'a port that is none' says 2 'число от 1 до 65535' bare --port 70000
point 'no folder of input' says 1 'папки «/no/such» нет' bare --input /no/such
point 'no screen answers' says 1 'экран :7777 не отвечает' bare
point 'no screen: it says so and names the folder' says 1 "Снимки и журнал будут в папке $room/out" \
  env -u DISPLAY -u WAYLAND_DISPLAY "$run" --build "$room" --out "$room/out"

point 'a busy port' with_listener says 1 'порт BUSY занят.*--port' bare --port BUSY
if unshare --mount true 2>/dev/null; then
  point 'a full disk' says 1 'мало места на диске: .*нужно 200 МБ' \
    on_small_disk env DISPLAY=:7777 "$run" --build "$room" --port 8699 --data "$room/small/data"
else
  skip 'a full disk' 'not allowed to mount'
fi
point 'nothing is left running' says 1 '^$' pgrep -f -- "--data $room"
finish
