#!/usr/bin/env bash
# A Python of our own, outside the clone.
set -euo pipefail
python3 -m venv "$CI_SCRATCH/venv"
"$PYTHON" -m pip install --quiet --disable-pip-version-check -r .ci/requirements.txt
"$PYTHON" --version
