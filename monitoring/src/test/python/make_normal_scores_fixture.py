"""Writes normal_scores.json: normal scores of bins, their correlations and the p-values of correlation drift, by scipy.

    pip install numpy scipy
    python make_normal_scores_fixture.py > ../resources/com/nextgen/ml/monitoring/drift/multivariate/normal_scores.json

Nothing here follows the service's way: bins are found by numpy's searchsorted, ranks by scipy's rankdata over
the binned values, correlations by corrcoef over rows, and the variance over blocks from their definition.
"""

import json
import sys

import numpy as np
from scipy.stats import norm, rankdata, t

MAX, CLIP, UNIT, BLOCKS = 2.5, 4.0, 1024, 40


def scores(baseline, edges):
    """Of below, each bin (right-closed, the last edge the maximum), and above."""
    n = len(baseline)
    bins = np.searchsorted(edges, baseline, side="left")
    mean_rank = rankdata(bins)  # of the values of a bin: equal ranks, their mean
    by_bin = np.array([mean_rank[bins == b].mean() if (bins == b).any() else np.nan for b in range(len(edges))])
    empty = np.isnan(by_bin)
    by_bin[empty] = [(baseline <= edges[b]).sum() + 0.5 for b in np.flatnonzero(empty)]
    raw = np.clip(norm.ppf(np.concatenate([[0.5], by_bin, [n + 0.5]]) / (n + 1)), -MAX, MAX)
    rows = raw[bins + 1]
    scale = max(rows.std(), np.abs(raw - rows.mean()).max() / CLIP)
    return np.rint((raw - rows.mean()) / scale * UNIT) / UNIT


def scored(values, edges, table):
    """A row's scores; 0 where the value is missing."""
    columns = []
    for j, (e, s) in enumerate(zip(edges, table)):
        x = values[:, j]
        cell = np.where(x < e[0], 0, np.searchsorted(e[1:], x, side="left") + 1)
        columns.append(np.where(np.isnan(x), 0, s[np.minimum(cell, len(s) - 1)]))
    return np.column_stack(columns)


def fisher(z):
    n = len(z)
    r = np.clip(np.corrcoef(z.T), -0.9999, 0.9999)
    return np.arctanh(r) - r / (2 * (n - 1))


def drift(baseline, blocks, window, in_time):
    """Bonferroni over pairs of Student's t with the blocks' scatter about the pooled figure."""
    n, m = len(baseline), len(window)
    m = min(m, n / BLOCKS) if in_time else m
    center, figure = fisher(baseline), fisher(window)
    parts = [fisher(baseline[blocks == b]) for b in range(BLOCKS)]
    rows = np.bincount(blocks, minlength=BLOCKS)
    p = []
    for i in range(baseline.shape[1]):
        for j in range(i):
            square = sum(r * (f[i, j] - center[i, j]) ** 2 for r, f in zip(rows, parts)) / (BLOCKS - 1)
            error = np.sqrt(max(square, 0.1) * (1 / m + 1 / n))
            p.append(2 * t.sf(abs(figure[i, j] - center[i, j]) / error, BLOCKS - 1))
    return min(1, len(p) * min(p)), float(max(abs(figure - center)[np.tril_indices(len(center), -1)]))


def quantile_edges(column, bins):
    """The minimum, then distinct quantiles, the last the maximum."""
    return np.unique(np.concatenate([[column.min()], np.quantile(column, np.arange(1, bins + 1) / bins)]))


def case(name, random, n, m, turn, in_time):
    def draw(rows, rho):
        x = random.standard_normal((rows, 3))
        x[:, 1] = rho * x[:, 0] + np.sqrt(1 - rho * rho) * x[:, 1]
        if name == "lognormal 2.5":
            return np.exp(2.5 * x)
        if name == "t2":
            return x / np.sqrt(random.chisquare(2, (rows, 1)) / 2)
        if name == "zeros":
            return np.maximum(0, x - 0.5)
        return x
    baseline = np.round(draw(n, 0.5), 6)
    window = np.round(draw(m, turn), 6)
    window[random.random(window.shape) < 0.02] = np.nan
    edges = [quantile_edges(baseline[:, j], 20) for j in range(3)]
    inner = [np.concatenate([[e[0]], e]) if (baseline[:, j] == e[0]).mean() > 0.05 else e for j, e in enumerate(edges)]
    # inner: minimum first, then the upper edges; an atom at the minimum has a bin of its own.
    table = [scores(baseline[:, j], e[1:]) for j, e in enumerate(inner)]
    blocks = np.arange(n) * BLOCKS // n
    z, w = scored(baseline, inner, table), scored(window, inner, table)
    p, change = drift(z, blocks, w, in_time)
    return {
        "name": name, "inTime": in_time,
        "baseline": baseline.tolist(), "window": np.where(np.isnan(window), None, window).tolist(),
        "minimum": [float(e[0]) for e in inner], "edges": [e[1:].tolist() for e in inner],
        "scores": [(s * UNIT).astype(int).tolist() for s in table],
        "correlations": np.corrcoef(w.T).tolist(), "change": change, "pValue": float(p),
    }


def main():
    random = np.random.default_rng(30)
    cases = [
        case("normal", random, 800, 300, 0.5, False),
        case("lognormal 2.5", random, 1000, 300, 0.3, False),
        case("t2", random, 800, 250, -0.2, True),
        case("zeros", random, 1000, 400, 0.1, True),
    ]
    json.dump(cases, sys.stdout)
    print()


if __name__ == "__main__":
    main()
