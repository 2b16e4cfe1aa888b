#!/usr/bin/env bash
# The committed figures that drift tests compare with are scipy's: every fourth case once more.
set -euo pipefail
here=monitoring/src/test/python/drift
if [ ! -d ../shared/data ]; then
  echo "skipped: there is no ../shared/data beside the project"
  exit 0
fi
python3 -m venv "$CI_SCRATCH/scipy"
"$CI_SCRATCH/scipy/bin/python" -m pip install --quiet --disable-pip-version-check -r "$here/requirements-scipy.txt"
"$CI_SCRATCH/scipy/bin/python" -B "$here/scipy_figures.py" --check 4
"$CI_SCRATCH/scipy/bin/python" -B "$here/rank_figures.py" --check
"$CI_SCRATCH/scipy/bin/python" -B "$here/open_figures.py" --check
