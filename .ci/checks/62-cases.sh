#!/usr/bin/env bash
# Mistakes that were found from outside: each case says RIGHT or WRONG of the launcher. Those that are still open are
# listed with their reason and not run: whoever closes one takes it off the list.
set -euo pipefail
cases=../shared/cases
[ -d "$cases" ] || { echo "skipped: no cases in $cases"; exit 0; }

declare -A open=(
)

export ML=./ml-service PORT=${CASES_PORT:-21010}
"$ML" --help >/dev/null
wrong=0
for run in "$cases"/[0-9]*/run.sh; do
  name=$(basename "$(dirname "$run")")
  [ -z "${open[$name]:-}" ] || { printf 'open   %s: %s\n' "$name" "${open[$name]}"; continue; }
  log=$(mktemp)
  begin=$SECONDS
  if timeout 120 bash "$run" >"$log" 2>&1; then
    printf '%4d s %s: %s\n' $((SECONDS - begin)) "$name" "$(tail -1 "$log")"
  else
    printf '%4d s %s\n' $((SECONDS - begin)) "$name"
    sed 's/^/       /' "$log"
    wrong=1
  fi
  rm -f "$log"
done
exit $wrong
