#!/bin/bash
# What the client tells desktops, software centres and flatpak of itself, read by those who read it. TAP.
# desktop-test.sh METAINFO: the one that the build has filled in
set -u
. "$(dirname "$(readlink -f "$0")")/tap.sh"
metainfo=$1
desktop=$root/packaging/desktop/ru.merilo.Merilo.desktop
flatpak=$root/packaging/flatpak/ru.merilo.Merilo.yml

# checked NAME TOOL COMMAND...: a point where the tool is; what it says is shown
checked () {
  local name=$1 tool=$2
  shift 2
  if command -v "$tool" >/dev/null; then point "$name" silent "$@"; else skip "$name" "no $tool: packaging/setup debian"; fi
}
# succeeds without a word
silent () {
  local said status=0
  said=$("$@" 2>&1) || status=$?
  [ "$status" = 0 ] && [ -z "$said" ] && return 0
  sed 's/^/# /' <<<"$said"
  return 1
}
appstream_is_clean () { appstreamcli validate --strict --no-net --no-color "$metainfo" | grep -v '^✔'; [ "${PIPESTATUS[0]}" = 0 ]; }
shown_as_told () {
  local name
  for name in $(grep -o '/pictures/[a-z-]*\.png' "$metainfo"); do
    file -b "$root/packaging$name" | grep -q '1280 x 800' || return 1
  done
  [ "$(grep -c '/pictures/' "$metainfo")" = "$(find "$root/packaging/pictures" -name '*.png' | wc -l)" ]
}
same_version () {
  local version
  version=$(sed -n "s/^  version: '\([0-9.]*\)',$/\1/p" "$root/meson.build")
  grep -q "<release version=\"$version\"" "$metainfo" && head -1 "$root/packaging/debian/changelog" | grep -qF "merilo ($version) "
}
manifest_reads () { flatpak-builder --show-manifest "$flatpak" >/dev/null; }
opens_documents () {
  grep -qx 'Exec=merilo %f' "$desktop" &&
    grep -qx 'MimeType=application/vnd.openxmlformats-officedocument.wordprocessingml.document;' "$desktop"
}

checked 'the desktop file' desktop-file-validate desktop-file-validate "$desktop"
checked 'the AppStream metainfo' appstreamcli appstream_is_clean
checked 'the flatpak manifest' flatpak-builder manifest_reads
point 'a Word file can be opened with the program' opens_documents
point 'each picture is there in the size that is told' shown_as_told
point 'one version everywhere' same_version
checked 'the setup of the server' bash bash -n "$root/packaging/debian/merilo-server-setup"
for script in postinst postrm; do
  checked "the server's $script" dash dash -n "$root/packaging/debian/merilo-server.$script"
done
if command -v systemd-analyze >/dev/null; then
  for unit in merilo-server merilo-backup; do
    score=$(systemd-analyze security --offline=true --no-pager "$root/packaging/debian/merilo-server.$unit.service" 2>/dev/null |
      sed -n 's/.*Overall exposure level.*: \([0-9.]*\).*/\1/p')
    echo "# $unit.service: $score"
    point "$unit.service is exposed by at most 3.0" awk -v s="${score:-10}" 'BEGIN { exit !(s <= 3.0) }'
  done
else
  skip 'exposure of the units' 'no systemd-analyze'
fi
finish
