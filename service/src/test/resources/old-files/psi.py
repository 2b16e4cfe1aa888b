"""PSI of the rows that make.py sent, now that what is outside the baseline's range has cells of its own.

    psi.py

Prints what found.json has as psiWithOutside, and psi as the older version had it, from the same rows
and the edges of the baseline. Wants Python, no packages.
"""
import json
import math
import pathlib
import random
import struct

HERE = pathlib.Path(__file__).resolve().parent
FLOOR = 1e-4


def row(chance, shift=0.0):
    x, y = chance.gauss(1 + shift, 1.5), chance.gauss(-1, 1.5)
    chance.gauss(0, 2)  # of the label
    return {"x": single(round(x, 3)), "y": single(round(y, 3))}


def single(value):
    return struct.unpack("f", struct.pack("f", value))[0]


def shares(values, edges, least, greatest):
    """Of the published bins, below and above."""
    cells = [0] * (len(edges) + 3)
    for value in values:
        cell = -2 if value < least else -1 if value > greatest else sum(value > edge for edge in edges)
        cells[cell] += 1
    return [count / len(values) for count in cells]


def pooled(cells):
    inside = cells[:-2]
    inside[0] += cells[-2]
    inside[-1] += cells[-1]
    return inside


def with_outside(cells, rows):
    spread = cells[:-2] + [max(1 / (rows + 1), FLOOR)] * 2
    return [share / sum(spread) for share in spread]


def psi(before, now):
    pairs = [(max(p, FLOOR), max(q, FLOOR)) for p, q in zip(before, now)]
    return sum((q - p) * math.log(q / p) for p, q in pairs)


def main():
    chance = random.Random(12)
    train = [row(chance) for _ in range(400)]
    for _ in range(300):
        row(chance)
    live = [row(chance, 0.8) for _ in range(300)]
    baseline = json.loads((HERE / "registry/old/versions/1/baseline.json").read_text(encoding="utf-8"))
    old, new = {}, {}
    for feature in baseline["features"]:
        name = feature["name"]
        edges = [single(edge) for edge in feature["publishedEdges"]]
        values = [r[name] for r in train]
        before = shares(values, edges, min(values), max(values))
        now = shares([r[name] for r in live], edges, min(values), max(values))
        old[name] = psi(pooled(before), pooled(now))
        new[name] = psi(with_outside(before, len(train)), now)
    print(json.dumps({"psi": old, "psiWithOutside": new}, indent=1))


main()
