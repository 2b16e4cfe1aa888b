"""Writes design_effect.json: design effects from counts per block, found with numpy.

The cells' are the eigenvalues of Rao and Scott's matrix D^-1/2 V D^-1/2 n themselves, V being the
covariance of the shares as ratios of block totals; the service finds their mean and spread without
eigenvalues. Run with numpy 1.26 or newer:

    python monitoring/src/test/python/make_design_effect_fixture.py
"""

import json
from pathlib import Path

import numpy as np

TARGET = Path(__file__).parents[1] / "resources/com/nextgen/ml/monitoring/baseline/capture/design_effect.json"


def covariance(totals, rows):
    """The covariance of the ratios sum(totals) / sum(rows), by linearisation over blocks."""
    b, n = len(rows), rows.sum()
    residuals = totals - np.outer(rows, totals.sum(0) / n)
    return b / (b - 1) * residuals.T @ residuals / n**2


def design_effects(values, blocks, edges):
    b = blocks.max() + 1
    cell = np.searchsorted(edges, values, side="left")
    k = len(edges) + 1
    cells = np.zeros((b, k), int)
    np.add.at(cells, (blocks, cell), 1)
    rows = cells.sum(1).astype(float)
    n = rows.sum()
    p = cells.sum(0) / n
    v = covariance(cells.astype(float), rows)
    matrix = n * v / np.sqrt(np.outer(p, p))
    eigenvalues = np.linalg.eigvalsh(matrix)[1:]  # one is 0: shares add up to 1
    f = b - 1
    second = ((eigenvalues**2).sum() - eigenvalues.sum() ** 2 / f) / (1 + 1 / f) / (k - 1)
    cumulated = cells.cumsum(1)[:, :-1].astype(float)
    share = cumulated.sum(0) / n
    found = n * np.diag(covariance(cumulated, rows))
    z = (values - values.mean()) / values.std()
    sums = np.bincount(blocks, z, b)
    return cells, sums, {
        "cellsMean": eigenvalues.mean(),
        "spread": max(0, second / eigenvalues.mean() ** 2 - 1),
        "cumulative": found.sum() / (share * (1 - share)).sum(),
        "mean": n * covariance(sums[:, None], rows)[0, 0],
    }


def main():
    rng = np.random.default_rng(7)
    cases = []
    for correlation, b, spread in [(0.0, 40, 0), (0.05, 25, 0), (0.2, 30, 12), (0.6, 20, 25)]:
        sizes = 30 + rng.integers(0, spread + 1, b)
        blocks = np.repeat(np.arange(b), sizes)
        shared = rng.normal(size=b)[blocks]
        values = np.sqrt(correlation) * shared + np.sqrt(1 - correlation) * rng.normal(size=len(blocks))
        cells, sums, figures = design_effects(values, blocks, np.array([-1, -0.3, 0.2, 1.1]))
        cases.append(
            {
                "correlation": correlation,
                "cells": cells.tolist(),
                "sumZ": sums.tolist(),
                "sumZSquared": float(len(values)),
                **{name: float(value) for name, value in figures.items()},
            }
        )
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(json.dumps(cases) + "\n")


if __name__ == "__main__":
    main()
