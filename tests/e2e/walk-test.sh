#!/bin/bash
# The walk of packaging/run --headless as a test: the real client against a server of its own. TAP.
# walk-test.sh BUILD [INPUT]
#   INPUT  a folder of real documents; without it the project's own
set -euo pipefail

root=$(dirname "$(dirname "$(dirname "$(readlink -f "$0")")")")
build=$1
words=()
if [ $# -gt 1 ]; then
  [ -d "$2" ] || { echo "1..0 # SKIP no folder $2"; exit 0; }
  words=(--input "$2")
fi
out=$(mktemp -d /tmp/merilo-walk-test.XXXXXX)
trap 'rm -rf "$out" "$out.said"' EXIT
status=0
"$root/packaging/run" --headless --build "$build" --out "$out" "${words[@]}" >"$out.said" 2>&1 || status=$?
grep -E '^(ok|not ok|1\.\.)' "$out/walk.log" || true
[ "$status" = 0 ] || tail -n 200 "$out.said" | sed 's/^/# /'
[ "$status" = 0 ] || tail -n 50 "$out/server.log" | sed 's/^/# server: /'
[ -z "${SHOT_DIR:-}" ] || { mkdir -p "$SHOT_DIR/walk" && cp "$out"/*.png "$SHOT_DIR/walk/"; }
exit "$status"
