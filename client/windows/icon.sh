#!/bin/sh
# icon.sh IN.svg OUT.ico: the icon in the sizes that Windows asks for
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
set -- "$1" "$2" 16 20 24 32 40 48 64
svg=$1 ico=$2
shift 2
for size in "$@"; do
  rsvg-convert -w "$size" -h "$size" "$svg" -o "$room/$size.png"
done
rsvg-convert -w 256 -h 256 "$svg" -o "$room/large.png"
icotool --create --output="$ico" "$room"/[0-9]*.png --raw="$room/large.png"
