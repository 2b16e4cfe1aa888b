#!/usr/bin/env bash
# serve is killed 50 times while it takes labels: nothing acknowledged is lost, nothing counted twice.
set -euo pipefail
mvn -B -ntp -q -Dquick -pl service -am test -Dtest=KilledServiceTest -Dml.kills=50 \
  -Dsurefire.failIfNoSpecifiedTests=false
