#!/usr/bin/env bash
# serve is killed 50 times while it takes labels: nothing acknowledged is lost, nothing counted twice;
# and 10 times each while it predicts: with --durability prediction nothing is lost, else the last.
set -euo pipefail
mvn -B -ntp -q -Dquick -pl service -am test -Dtest=KilledServiceTest -Dml.kills=50 \
  -DexcludedGroups= -Dsurefire.failIfNoSpecifiedTests=false
mvn -B -ntp -q -Dquick -pl service -am test -Dtest=KilledPredictionsTest -Dml.kills=10 \
  -DexcludedGroups= -Dsurefire.failIfNoSpecifiedTests=false
