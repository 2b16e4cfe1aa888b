#!/usr/bin/env bash
# Rules and their tests, Alertmanager, dashboards, metric names, runbooks.
set -euo pipefail
ops/check
