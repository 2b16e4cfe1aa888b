#!/usr/bin/env bash
# The README's other command, in simulated time: what the service notices is what was done, and the
# screen shows it without a line that is for machines.
set -euo pipefail
screen=$(mktemp)
trap 'rm -f "$screen"' EXIT
timeout 600 ./ml-service demo --once 2>&1 | tee "$screen"
if grep -n '^{' "$screen"; then
  echo 'the screen of the demo has lines of the log' >&2
  exit 1
fi
