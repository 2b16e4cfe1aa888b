#!/usr/bin/env bash
# The README's other command, in simulated time: what the service notices is what was done.
set -euo pipefail
timeout 600 ./ml-service demo --once
