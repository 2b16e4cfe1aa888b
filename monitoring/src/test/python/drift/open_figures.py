#!/usr/bin/env python3
"""Writes drift-open.json: the distances where values outside the reference's have cells of their own.

    python3 monitoring/src/test/python/drift/open_figures.py [--check]

Cells are found from the values themselves, with numpy alone: published bins, below, above, gaps
between two neighbouring atoms, categories the reference lacks, missing. What the reference cannot
have is taken to have the share that docs/statistics/psi.md says, and the shares are over their sum.
--check computes every case again and compares with the committed file.
"""
import json
import sys

import numpy as np

import cases
from scipy_figures import of_table, rounded


def null_share(rows, singletons=0):
    return max(singletons / rows, 1 / (rows + 1), 1e-4)


def expected(counts, null):
    """Reference rows by cell, as many as there are."""
    shares = np.maximum(counts / counts.sum(), null)
    return shares / shares.sum() * counts.sum()


def gaps(x):
    """Between which values there is nothing; how many lone values there are between two atoms."""
    values, rows = np.unique(x, return_counts=True)
    atom = rows > max(1, len(x) / min(200, len(x)))
    between = [(values[i], values[i + 1]) for i in range(len(values) - 1) if atom[i] and atom[i + 1]]
    lone = sum(atom[i] and rows[i + 1] == 1 and atom[i + 2] for i in range(len(values) - 2))
    return between, lone


def of_numbers(x, y, edges, missing):
    between, lone = gaps(x)
    below, above = y < x.min(), y > x.max()
    gap = np.zeros(len(y), bool)
    for low, high in between:
        gap |= (y > low) & (y < high)
    first = cases.counts_of_numbers(edges, x, 0)
    second = cases.counts_of_numbers(edges, y[~(below | above | gap)], missing)
    cells = [[0, below.sum(), null_share(len(x))], [0, above.sum(), null_share(len(x))]]
    if between:
        cells.append([0, gap.sum(), null_share(len(x), lone)])
    return with_cells(first, second, cells)


def of_names(before, after, gone):
    first, second = cases.counts_of_names(before, after, gone)
    unseen = int((~after[~gone].isin(set(before))).sum())
    second[-2] -= unseen
    lone = int((before.value_counts() == 1).sum())
    return with_cells(first, second, [[0, unseen, null_share(len(before), lone)]])


def with_cells(first, second, cells):
    first, second = first.astype(float), second.astype(float)
    counts = np.append(first, [cell[0] for cell in cells])
    null = np.append(np.zeros(len(first)), [cell[2] for cell in cells])
    found = of_table(expected(counts, null), np.append(second, [cell[1] for cell in cells]), pool=False)
    return rounded(found)


def compute(one):
    before, after, gone = cases.sides(one)
    figures = {}
    for name in one["numeric"]:
        x = cases.numbers(before[name], one["precision"])
        y = cases.numbers(after[name], one["precision"], gone)
        figures[name] = of_numbers(x, y, cases.published_bins(x, one["precision"]), int(gone.sum()))
    for name in one["categorical"]:
        figures[name] = of_names(before[name], after[name], gone)
    return figures


def check():
    committed = json.loads((cases.OUT / "drift-open.json").read_text())["cases"]
    assert len(committed) == len(cases.CASES), "cases were added: write the file again"
    compared = 0
    for old, one in zip(committed, cases.CASES):
        new = json.loads(json.dumps(compute(one)))
        assert old.keys() == new.keys()
        for column, tests in new.items():
            for test, pair in tests.items():
                for a, b in zip(pair, old[column][test]):
                    same = a == b or abs(a - b) <= 1e-8 * max(abs(a), abs(b)) + 1e-13
                    assert same, f"{one['data']} {column} {test}: {a} is not the committed {b}"
                    compared += 1
    print(f"{compared} figures with cells outside the reference are numpy's")


if __name__ == "__main__":
    if "--check" in sys.argv:
        check()
    else:
        lines = ",\n".join(json.dumps(compute(one)) for one in cases.CASES)
        (cases.OUT / "drift-open.json").write_text(f'{{"cases": [\n{lines}\n]}}\n')
