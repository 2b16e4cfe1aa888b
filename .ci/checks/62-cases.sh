#!/usr/bin/env bash
# Mistakes that were found from outside: each case says RIGHT or WRONG of the launcher. Those that are still open are
# listed with their reason and not run: whoever closes one takes it off the list.
set -euo pipefail
cases=../shared/cases
[ -d "$cases" ] || { echo "skipped: no cases in $cases"; exit 0; }

declare -A open=(
  [01-sentinel-in-end-bin]="values outside the range are pooled into the end bins"
  [02-constant-number]="a constant number's only value is its bin"
  [05-na-is-a-category]="NA is always missing at register and replay"
  [09-int64-inputs]="integers go through doubles"
  [10-float32-values]="edges of compare are exact doubles"
  [11-renamed-inputs]="inputs are matched by their exact names"
  [12-index-column]="a column needs a name"
  [13-other-separators]="comma alone"
  [14-lost-column]="columns of one file alone do not count"
  [15-date-columns]="dates are categories"
  [16-nan-inf-unsaid]="what changed does not name infinities"
  [17-v2-clients]="no binary tensors"
  [18-old-observations]="old rows count as of now"
  [19-label-files]="empty labels and local times are refused"
  [20-repeated-ids]="replay does not tell"
  [21-served-elsewhere]="no predictions of models served elsewhere at register"
  [40-tails]="as 01"
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
