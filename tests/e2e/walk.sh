#!/bin/bash
# The whole walk through the real client, a sitting after a sitting; TAP. packaging/run --headless starts
# it on a screen of its own with MERILO_WALK_BUILD, _URL, _STATE (the server's folder), _INPUT (or empty)
# and SHOT_DIR.
set -euo pipefail

root=$(dirname "$(dirname "$(dirname "$(readlink -f "$0")")")")
export MERILO_WALK_SOURCE=$root MERILO_NO_KEYRING=1 G_DEBUG=fatal-warnings TZ=UTC
walk=$MERILO_WALK_BUILD/tests/e2e/merilo-walk
points=0

# sign_in LOGIN: the sample user's session in a file, as the program takes it
sign_in () {
  local file=$MERILO_WALK_STATE/session-$1
  python3 - "$MERILO_WALK_URL" "$1" <<'EOF' >"$file"
import json, sys, urllib.request, uuid
url, login = sys.argv[1:]
body = json.dumps({'login': login, 'password': 'merilo-demo-2026'}).encode()
heads = {'Content-Type': 'application/json', 'Idempotency-Key': str(uuid.uuid4())}
answer = urllib.request.urlopen(urllib.request.Request(url + '/api/v1/sessions', body, heads), timeout=60)
json.dump({'server': url, 'token': json.load(answer)['token']}, sys.stdout)
EOF
  printf '%s' "$file"
}

# sit LOGIN ACT: the user's sitting; its points are counted, and it must end well
sit () {
  local session said status=0
  session=$(sign_in "$1")
  said=$(mktemp "$MERILO_WALK_STATE/said.XXXXXX")
  timeout 240 "$walk" "$2" --server "$MERILO_WALK_URL" --session "$session" | tee "$said" || status=$?
  points=$((points + $(grep -cE '^(not )?ok' "$said" || true)))
  if [ "$status" != 0 ]; then
    points=$((points + 1))
    echo "not ok - $1 sits down to $2: status $status"
    echo "1..$points"
    exit 1
  fi
}

sit metodist import-plan
sit school1 fill-report
sit metodist return-report
sit school1 mend-report
sit metodist accept-report
sit metodist import-results
sit metodist deal-recheck
sit expert1 type-scores
sit expert2 paste-scores
sit metodist close-recheck
sit metodist see-trend
echo "1..$points"
