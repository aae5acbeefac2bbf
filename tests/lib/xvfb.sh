#!/bin/sh
# Runs a command with an X server, a session bus and an accessibility bus of its own, takes all of
# them down after and gives the command's exit status.
# Usage: xvfb.sh COMMAND [ARGUMENT…]; XVFB_SIZE=1280x800x24 changes the screen.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
chmod 700 "$dir"
mkdir "$dir/config" "$dir/data" "$dir/cache"
export XDG_RUNTIME_DIR="$dir" XDG_CONFIG_HOME="$dir/config" XDG_DATA_HOME="$dir/data"
export HOME="$dir" GSETTINGS_BACKEND=memory GDK_BACKEND=x11 GTK_IM_MODULE=gtk-im-context-simple
export GSK_RENDERER="${GSK_RENDERER:-cairo}" LC_ALL="${LC_ALL:-C.UTF-8}" NO_AT_BRIDGE=
# drawing is done by cairo: Mesa's driver would be loaded, asked and unloaded for nothing, and a leak
# of an unloaded library cannot be told from ours
[ "$GSK_RENDERER" != cairo ] || export GDK_DEBUG="${GDK_DEBUG:-gl-disable}"
# the servers have leaks of their own and are not ours to check
asan=${ASAN_OPTIONS:-} lsan=${LSAN_OPTIONS:-}
unset ASAN_OPTIONS LSAN_OPTIONS
# xvfb-run pours errors into the output, and the buses speak there too, while a test's output must
# stay pure TAP: it goes round them all by 8, the errors by 9
xvfb-run -a -s "-screen 0 ${XVFB_SIZE:-1280x800x24} -nolisten tcp" \
  sh -c 'exec dbus-run-session -- sh -c '\''exec "$@" >&8 2>&9'\'' sh "$@" >&9 2>&9' sh \
  env ASAN_OPTIONS="$asan" LSAN_OPTIONS="$lsan" "$@" 8>&1 9>&2
