#!/usr/bin/env bash
# Writes the figures that PeerFiguresTest and RankFiguresTest compare with, each peer in a Python of its own: they
# want different versions of pandas. The output is committed; run this only to add cases.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for peer in scipy evidently nannyml; do
  python3 -m venv "$scratch/$peer"
  "$scratch/$peer/bin/python" -m pip install --quiet -r "$here/requirements-$peer.txt"
  "$scratch/$peer/bin/python" -B "$here/${peer}_figures.py"
done
"$scratch/scipy/bin/python" -B "$here/rank_figures.py"
"$scratch/scipy/bin/python" -B "$here/open_figures.py"
