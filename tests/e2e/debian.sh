#!/bin/bash
# The packages for Debian in a bare Debian 12 whose systemd really runs: built twice (this version, and a next one with a
# migration), installed, given a database, upgraded, removed, purged; the administrator's guide is done as it stands, every
# command of it. Run by hand as root, or by tests/run --all. TAP.
# tests/e2e/debian.sh [--keep] [--in DIR] [--debs DIR] [--mirror URL]
#   --keep     leaves the system's folder
#   --in DIR   a folder kept before, with what it had downloaded: made anew of it, without a network
#   --debs DIR packages built before: DIR/first and DIR/next
set -u
here=$(dirname "$(readlink -f "$0")")
. "$here/../packaging/tap.sh"

mirror=http://deb.debian.org/debian
keep= from= debs=
while [ $# -gt 0 ]; do
  case $1 in
    --keep) keep=1 ;;
    --in) from=$2; shift ;;
    --debs) debs=$2; shift ;;
    --mirror) mirror=$2; shift ;;
    *) echo "debian.sh: unknown word '$1'" >&2; exit 2 ;;
  esac
  shift
done
for tool in debootstrap systemd-nspawn dpkg-buildpackage lintian; do
  command -v "$tool" >/dev/null && [ "$(id -u)" = 0 ] && continue
  echo "1..0 # SKIP wants root and packaging/setup debian ($tool)"
  exit 0
done

guide=$root/client/help/administrator.md
NEXT=99.0.0
note () { echo "# $*"; }
show () { sed 's/^/# /'; }

# --- the packages

# copy_next: the tree as it will be one day: another version, and a migration that touches a table with data
copy_next () {
  mkdir -p "$room/tree"
  tar -C "$root" --exclude=./build --exclude='./build-*' --exclude=./.git -c . | tar -C "$room/tree" -x --no-same-owner
  sed -i "s/^  version: '[0-9.]*',$/  version: '$NEXT',/" "$room/tree/meson.build"
  { printf 'merilo (%s) bookworm; urgency=medium\n\n  * A next version.\n\n -- Merilo <merilo@merilo.example.org>  Tue, 01 Dec 2026 09:00:00 +0300\n\n' "$NEXT"
    cat "$root/packaging/debian/changelog"; } >"$room/tree/packaging/debian/changelog"
  cat >"$room/tree/sql/migrations/9999-next.sql" <<'SQL'
-- a column with a value for every row that stands
alter table org add column next_note text;
update org set next_note = 'версия ' || id;
alter table org alter column next_note set not null, alter column next_note set default '';
SQL
}

build_both () {
  debs=$room/debs
  mkdir -p "$debs"
  "$root/packaging/debian/build" --out "$debs/first" && copy_next && "$room/tree/packaging/debian/build" --out "$debs/next"
}

lintian_is_clean () { lintian --allow-root --fail-on error,warning "$1"/*.changes 2>&1 | show; return "${PIPESTATUS[0]}"; }
no_builder_path () {
  local deb
  for deb in "$1"/merilo-*_*.deb; do
    rm -rf "$room/unpacked" && dpkg-deb -x "$deb" "$room/unpacked" || return 1
    ! grep -rlaF -e "$root" -e "$room" -e "$(readlink -f "$1")" "$room/unpacked" --include='merilo*' --include='*.md' | show | grep . || return 1
  done
}

# --- the system

system=$(mktemp -d /var/tmp/merilo-debian.XXXXXX)
nspawn=
leader=
stop_system () {
  [ -n "$nspawn" ] || return 0
  [ -z "$leader" ] || kill -RTMIN+4 "$leader" 2>/dev/null
  for _ in $(seq 100); do kill -0 "$nspawn" 2>/dev/null || break; sleep 0.2; done
  kill -KILL "$nspawn" 2>/dev/null
  wait "$nspawn" 2>/dev/null
  nspawn=
}
leave () {
  stop_system
  [ -n "$keep" ] && note "kept: $system" || rm -rf "$system"
  rm -rf "$room"
}
trap leave EXIT

make_system () {
  prepare_system >"$room/out" 2>&1 && return 0
  tail -5 "$room/out" | show
  return 1
}
prepare_system () {
  if [ -n "$from" ]; then
    cp -a "$from/." "$system/"
  else
    debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,sudo,curl,openssl,ca-certificates bookworm "$system" "$mirror" || return 1
  fi
  chmod 755 "$system"
  echo merilo >"$system/etc/hostname"
  printf '127.0.0.1 localhost merilo merilo.example.org db.example.org\n' >"$system/etc/hosts"
}

# what apt will want, while there is a network; afterwards there is none
download () {
  fetch >"$room/out" 2>&1 && return 0
  tail -5 "$room/out" | show
  return 1
}
fetch () {
  mkdir -p "$system/srv/merilo"
  cp "$debs"/first/merilo-{common,server,client}_*.deb "$system/srv/merilo/"
  cat /etc/resolv.conf >"$system/etc/resolv.conf"
  unshare --mount --pid --fork --kill-child sh -c '
    mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && exec chroot "$0" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root sh -c \
      "apt-get update -q && apt-get install -y -q --download-only postgresql nginx-light /srv/merilo/*.deb"' "$system" </dev/null
}

# a systemd of its own, a network of its own with nothing but a loopback
boot () {
  systemd-nspawn --register=no --keep-unit --quiet --private-network --console=pipe -D "$system" --boot >"$room/boot" 2>&1 </dev/null &
  nspawn=$!
  for _ in $(seq 150); do
    sleep 0.2
    leader=$(pgrep -P "$nspawn" | head -1)
    [ -n "$leader" ] && inside 'systemctl is-system-running --wait' >"$room/state" 2>&1
    grep -qE '^(running|degraded)$' "$room/state" 2>/dev/null && return 0
  done
  tail -20 "$room/boot" | show
  return 1
}

# inside COMMANDS: as root, the password of the guide on the input
inside () {
  printf '%s\n' пароль-из-руководства |
    nsenter -t "$leader" -a -- env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
      bash -c "$1"
}
# good COMMANDS: succeeds; else what was said is shown
good () {
  inside "set -eo pipefail; $1" >"$room/out" 2>&1 && return 0
  tail -25 "$room/out" | show
  return 1
}
# gives WORDS COMMANDS: the output has the words
gives () { good "$2" && grep -qF -- "$1" "$room/out" || { show <"$room/out"; return 1; }; }
psql () { printf "cd / && runuser -u postgres -- psql -XAtq -v ON_ERROR_STOP=1 -d merilo -c \"%s\"" "$1"; }

# --- the guide

# block HEADING N: the N-th ```sh block below the heading
block () {
  awk -v heading="$1" -v wanted="$2" '
    /^#+ / && !fenced { here = ($0 ~ "^#+ " heading "$") }
    /^```/ { if (fenced) { fenced = 0 } else { fenced = 1; n += here && $0 == "```sh"; shown = here && $0 == "```sh" && n == wanted; next } }
    fenced && shown' "$guide"
}
# follow HEADING: every sh block below it, in order; each is a point
follow () {
  local heading=$1 n=1 text
  while text=$(block "$heading" "$n") && [ -n "$text" ]; do
    followed=$((followed + 1))
    point "the guide, $heading, $n" good "$text"
    n=$((n + 1))
  done
}
followed=0
all_followed () { [ "$followed" = "$(grep -cx '```sh' "$guide")" ] || { note "$followed blocks of $(grep -cx '```sh' "$guide")"; return 1; }; }

# --- the course

if [ -z "$debs" ]; then
  point 'both versions are built' build_both
fi
point 'lintian has no errors and no warnings' lintian_is_clean "$debs/first"
point 'no path of the builder in the packages' no_builder_path "$debs/first"
point 'a bare Debian 12' make_system
point 'what apt will want' download
point 'its systemd runs' boot

follow 'Установка'
point 'the client stands beside' good 'cd /srv/merilo && apt-get install -y --no-install-recommends ./merilo-client_*.deb'
point 'the client tells its words' gives '--server' 'merilo --help'
point 'systemd finds nothing wrong with the units' good 'systemd-analyze verify --man=no merilo-server.service merilo-backup.service merilo-backup.timer'
for unit in merilo-server merilo-backup; do
  score=$(inside "systemd-analyze security --offline=true --no-pager $unit.service" 2>/dev/null | sed -n 's/.*Overall exposure level.*: \([0-9.]*\).*/\1/p')
  note "systemd-analyze security: $unit.service $score"
  point "$unit.service is exposed by at most 3.0" awk -v s="${score:-10}" 'BEGIN { exit !(s <= 3.0) }'
done
point 'the server runs without rights, its calls filtered' good '
  [ "$(pgrep -xc merilo-server)" -ge 3 ]
  for pid in $(pgrep -x merilo-server); do
    [ "$(stat -c %U /proc/$pid)" = merilo ]
    for line in "CapEff:.0*" "NoNewPrivs:.1" "Seccomp:.2"; do grep -qx "$line" /proc/$pid/status; done
  done'
point 'the owner of the base is no superuser and makes no roles' gives 'f|f|f' "$(psql "select rolsuper, rolcreaterole, rolcreatedb from pg_roles where rolname = 'merilo_owner'")"
point 'a second setup changes nothing' good 'cp /etc/postgresql/15/main/pg_hba.conf /tmp/before; merilo-server-setup local; cmp /etc/postgresql/15/main/pg_hba.conf /tmp/before'
point 'setup refuses a wrong word' gives 'непонятное слово' 'merilo-server-setup lokal 2>&1 || [ $? = 2 ]'
point 'setup refuses a cluster that is not there' gives 'кластера 16/other нет' 'merilo-server-setup local --cluster 16/other 2>&1 || [ $? = 1 ]'

follow 'Первые организации и пользователи'
follow 'Пользователи'
API=http://127.0.0.1:8642/api/v1
PASSWORD=пароль-из-руководства
# sign_in LOGIN: then $call has what each request carries
sign_in () {
  printf '%s' "token=\$(curl -sf -H 'Content-Type: application/json' -d '{\"login\":\"$1\",\"password\":\"$PASSWORD\"}' $API/sessions | sed 's/.*\"token\":\"\\([^\"]*\\)\".*/\\1/')
    [ -n \"\$token\" ]
    call () { curl -sf -H \"Authorization: Bearer \$token\" -H \"Idempotency-Key: test-\$RANDOM-\$RANDOM\" -H 'Content-Type: application/json' \"\$@\"; }
    "
}
point 'the administrator signs in over HTTP and writes' gives 'СОШ № 2' "$(sign_in admin)
  call -d '{\"parent_id\":1,\"kind\":\"school\",\"name\":\"МБОУ СОШ № 2\",\"short_name\":\"СОШ № 2\",\"login_digits\":\"990002\",\"timezone\":\"Europe/Moscow\"}' $API/orgs"
cp "$root/tests/data/walk/roadmap.docx" "$system/srv/merilo/"
READ="$(sign_in ivanova.a)
  file=\$(call --data-binary @/srv/merilo/roadmap.docx \"$API/files?name=roadmap.docx\" | sed 's/.*\"id\":\"\\([^\"]*\\)\".*/\\1/')
  job=\$(call -d \"{\\\"kind\\\":\\\"read-roadmap\\\",\\\"file_id\\\":\\\"\$file\\\",\\\"dry_run\\\":true}\" $API/jobs | sed 's/.*\"id\":\\([0-9]*\\).*/\\1/')
  for i in \$(seq 100); do
    state=\$(call $API/jobs/\$job)
    case \$state in *'\"state\":\"done\"'*) break ;; *'\"state\":\"failed\"'*) echo \"\$state\"; exit 1 ;; esac
    sleep 0.2
  done
  call $API/jobs/\$job/result"
point 'a roadmap is read inside of the sandbox' gives 'Составление городского перечня' "$READ"

good 'cp /etc/merilo/server.conf /tmp/plain.conf'
follow 'За nginx'
good 'cp /etc/merilo/server.conf /tmp/nginx.conf'
follow 'Своим сертификатом, без nginx'
good 'cp /tmp/nginx.conf /etc/merilo/server.conf; systemctl restart merilo-server'
follow 'Рабочие места'
follow 'Журналы и наблюдение'
follow 'Резервные копии'
point 'a copy is for its owner alone' gives '600 merilo' 'stat -c "%a %U" /var/lib/merilo/backups/merilo-*.dump'
follow 'Учебная тревога'
BASES="$(psql "select string_agg (datname, ',') from pg_database where datname like 'merilo%'")"
point 'the drill has left nothing' gives 'merilo' "$BASES | grep -x merilo"
good 'cp /var/lib/merilo/backups/now.dump /srv/merilo/'

ORGS="$(psql "select string_agg (short_name, ',' order by id) from org")"
ALL='г. Учебный,УО,СОШ № 1,СОШ № 2'
rm -f "$system"/srv/merilo/merilo-*.deb
cp "$debs"/next/merilo-{common,server,client}_*.deb "$system/srv/merilo/"
follow 'Обновление'
point 'nothing was left to migrate' grep -qx 'Новых миграций: 0' "$room/out"
point 'the next version is there, and runs' gives "$NEXT" 'dpkg-query -W -f "\${Version}" merilo-server; systemctl is-active merilo-server'
point 'its migration has run over the data' gives '4|версия 1' "$(psql 'select count (*), min (next_note) from org')"
point 'what was written before is read over HTTP' gives 'СОШ № 2' "$(sign_in ivanova.a)
  call $API/orgs"
point 'PostgreSQL away: the upgrade says so and goes on, the server comes when it is back' gives 'нет связи с базой данных' '
  systemctl stop postgresql@15-main
  apt-get install -y --reinstall /srv/merilo/merilo-server_*.deb 2>&1
  systemctl start postgresql@15-main
  for i in $(seq 60); do curl -sf http://127.0.0.1:8642/readyz && break; sleep 1; done
  curl -sf http://127.0.0.1:8642/readyz'

point 'removed' good "$(block 'Удаление' 1)"
point 'the base and its settings are left' gives "$ALL" "test -f /etc/merilo/database.conf; $ORGS"
point 'installed again it runs at once' good 'cd /srv/merilo; apt-get install -y ./merilo-server_*.deb; systemctl is-active merilo-server'
point 'purged' good "$(block 'Удаление' 2)"
point 'the base is left, the settings are not' gives "$ALL" "test ! -e /etc/merilo/database.conf; test ! -e /etc/merilo/server.conf; $ORGS"
point 'installed again and set up it has its data' gives "$ALL" "cd /srv/merilo; apt-get install -y ./merilo-server_*.deb; merilo-server-setup local; $ORGS"
point 'purged with the base, when it is named' good "$(block 'Удаление' 3)"
point 'base and roles are gone' gives '0|0' "cd / && runuser -u postgres -- psql -XAtq -c \"select (select count (*) from pg_database where datname like 'merilo%'), (select count (*) from pg_roles where rolname like 'merilo%')\""
point 'nothing of ours is left in the rules of PostgreSQL' good 'test -f /etc/postgresql/15/main/pg_hba.conf; ! grep -q merilo /etc/postgresql/15/main/pg_hba.conf /etc/postgresql/15/main/pg_ident.conf'
followed=$((followed + 3))

follow 'Если машина потеряна'
point 'an older copy is brought to the version that is installed' gives '4|версия 1' "$(psql 'select count (*), min (next_note) from org')"
follow 'PostgreSQL на другой машине'
point 'the server speaks to it over TLS' gives 't' "$(psql "select bool_and (s.ssl) from pg_stat_ssl s join pg_stat_activity a using (pid) where a.usename = 'merilo_app'")"
follow 'Реплика PostgreSQL'
point 'after the change of the main one people still sign in and read' gives 'СОШ № 2' "$(sign_in ivanova.a)
  call $API/orgs"
point 'all of the guide was done' all_followed
finish
