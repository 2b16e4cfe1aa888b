#!/usr/bin/env bash
# The same tests on JDK 25; formatting and static checks have passed on 17, whose tools they are.
set -euo pipefail
home=$(find /usr/lib/jvm -maxdepth 1 -type d -name '*25*' -exec test -x '{}/bin/javac' \; -print -quit)
if [ -z "$home" ]; then
  printf 'no JDK 25 under /usr/lib/jvm: left out\n'
  exit 0
fi
copy=$CI_SCRATCH/jdk25
# A copy, so that classes of two compilers never mix; ../shared is found from there as well.
mkdir -p "$copy"
git ls-files -z | tar -c --null -T - | tar -x -C "$copy"
[ ! -d ../shared ] || ln -s "$(cd ../shared && pwd)" "$CI_SCRATCH/shared"
JAVA_HOME=$home mvn -B -ntp -q -Dquick -DexcludedGroups= -f "$copy/pom.xml" verify
"$home/bin/java" -version 2>&1 | sed -n "1,1p"
