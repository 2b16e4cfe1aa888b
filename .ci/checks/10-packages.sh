#!/usr/bin/env bash
# Prometheus, Alertmanager and PostgreSQL, for real; their daemons are not started.
set -euo pipefail
missing=()
command -v prometheus >/dev/null && command -v promtool >/dev/null || missing+=(prometheus)
command -v amtool >/dev/null || missing+=(prometheus-alertmanager)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
command -v mvn >/dev/null || missing+=(maven)
command -v javac >/dev/null || missing+=(openjdk-17-jdk-headless)
command -v curl >/dev/null || missing+=(curl)
command -v npm >/dev/null || missing+=(npm)
python3 -c 'import venv, ensurepip' 2>/dev/null || missing+=(python3-venv)
if [ ${#missing[@]} -gt 0 ]; then
  as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo -n -E)
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    # 101: no service may be started by the installation.
    printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
    "${as_root[@]}" chmod 755 "$policy"
    trap '"${as_root[@]}" rm -f "$policy"' EXIT
  fi
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >"$CI_SCRATCH/apt.log" 2>&1 ||
    { cat "$CI_SCRATCH/apt.log"; exit 1; }
fi
promtool --version | sed -n "1,1p"
amtool --version | sed -n "1,1p"
for server in /usr/lib/postgresql/*/bin/postgres; do "$server" --version; done
mvn --version | sed -n "1,3p"
