"""Writes design_effect.json: design effects from counts per block, found with numpy.

The cells' are the eigenvalues of Rao and Scott's matrix D^-1/2 V D^-1/2 n themselves, V being the
covariance of the shares as ratios of block totals; the service finds their mean and spread without
eigenvalues. Rank scores are numerical integrals over each bin. Run with numpy 1.26 and scipy 1.10 or newer:

    python monitoring/src/test/python/make_design_effect_fixture.py
"""

import json
from pathlib import Path

import numpy as np
from scipy.integrate import quad

TARGET = Path(__file__).parents[1] / "resources/com/nextgen/ml/monitoring/baseline/capture/design_effect.json"


def covariance(totals, rows):
    """The covariance of the ratios sum(totals) / sum(rows), by linearisation over blocks."""
    b, n = len(rows), rows.sum()
    residuals = totals - np.outer(rows, totals.sum(0) / n)
    return b / (b - 1) * residuals.T @ residuals / n**2


def of_scores(score, cells, rows):
    """Of the mean score, each value having the mean of its bin."""
    n = rows.sum()
    upto = np.concatenate([[0], cells.sum(0).cumsum() / n])
    means = np.array([
        quad(score, a, b, points=[0.5] if a < 0.5 < b else None)[0] / (b - a) if b > a else 0
        for a, b in zip(upto[:-1], upto[1:])])
    share = np.diff(upto)
    variance = (share * means**2).sum() - (share * means).sum() ** 2
    return n * covariance((cells @ means)[:, None], rows)[0, 0] / variance


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
        "ranks": max(of_scores(lambda u: u, cells, rows),
                     of_scores(lambda u: -np.log(2 * min(u, 1 - u)), cells, rows)),
    }


def main():
    rng = np.random.default_rng(7)
    cases = []
    for correlation, b, spread, sigma in [
            (0.0, 40, 0, 0), (0.05, 25, 0, 0), (0.2, 30, 12, 0), (0.6, 20, 25, 0), (0.2, 50, 60, 2.5), (0.2, 50, 60, -1)]:
        sizes = 30 + rng.integers(0, spread + 1, b)
        blocks = np.repeat(np.arange(b), sizes)
        shared = rng.normal(size=b)[blocks]
        values = np.sqrt(correlation) * shared + np.sqrt(1 - correlation) * rng.normal(size=len(blocks))
        edges = np.array([-1, -0.3, 0.2, 1.1])
        if sigma > 0:  # skewed: ranks and cells are those of normal values, the mean is not
            values, edges = np.exp(sigma * values), np.exp(sigma * edges)
        elif sigma < 0:  # clusters share their spread alone
            values = rng.normal(size=len(blocks)) * np.exp(0.5 * shared)
        cells, sums, figures = design_effects(values, blocks, edges)
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
