#!/usr/bin/env python3
"""Writes drift-rank.json: rank tests by scipy, and values outside a range by counting every order.

    python3 monitoring/src/test/python/drift/rank_figures.py [--check]

--check computes everything again and compares with the committed file.
"""
import itertools
import json
import math
import sys
from fractions import Fraction

import numpy as np
import scipy
from scipy import integrate, stats

import cases

PERMUTATIONS = 199_999
# Rows of each value 0, 1, 2, ... of the reference and of the current side.
COUNTS = {
    "equal sizes": ([20, 30, 40, 30, 20], [14, 26, 38, 34, 28]),
    "equal sizes, one side far": ([60, 20, 10, 6, 4], [40, 22, 16, 12, 10]),
    "few current rows": ([120, 160, 180, 160, 120, 60], [4, 6, 8, 9, 9, 4]),
    "most at zero": ([400, 40, 25, 20, 15], [26, 5, 3, 4, 2]),
    "most at zero, no change": ([400, 40, 25, 20, 15], [32, 3, 2, 2, 1]),
    "wider": ([10, 60, 160, 60, 10], [9, 10, 24, 9, 8]),
    "narrower": ([40, 60, 100, 60, 40], [3, 14, 26, 14, 3]),
    "few reference rows": ([10, 14, 16, 10], [60, 140, 180, 120]),
}


def spread_scores(pooled):
    """Of each pooled row: the mean of -ln(2 min(u, 1 - u)) over the ranks of its ties."""
    score = lambda u: -np.log(2 * min(u, 1 - u))
    edges = np.concatenate([[0], np.cumsum(np.unique(pooled, return_counts=True)[1])]) / len(pooled)
    means = []
    for a, b in itertools.pairwise(edges):
        inner = [0.5] if a < 0.5 < b else []
        means.append(integrate.quad(score, a, b, points=inner or None, epsabs=1e-12)[0] / (b - a))
    return np.array(means)[np.unique(pooled, return_inverse=True)[1]]


def by_permutation(scores, n, seed, middle=False):
    """Twice the smaller tail of the mean score's permutation distribution, and its error.

    middle: with half of the step at what was observed. Whole numbers have means on a lattice, which
    a curve through its steps meets in their middle; mean ranks of ties hardly have one.
    """
    mean = lambda x, y, axis: np.mean(y, axis=axis) - np.mean(x, axis=axis)
    found = stats.permutation_test(
        (scores[:n], scores[n:]), mean, vectorized=True, n_resamples=PERMUTATIONS, batch=2_000,
        rng=np.random.default_rng(seed))
    p = float(found.pvalue)
    if middle:
        null, step = found.null_distribution, 1e-9
        at = np.mean(np.abs(null - found.statistic) < step)
        tails = np.mean(null > found.statistic + step), np.mean(null < found.statistic - step)
        p = float(min(1, 2 * (min(tails) + at / 2)))
    skewness = float(f"{stats.skew(found.null_distribution):.6g}")
    return {"skewness": skewness, "pValue": p, "error": float(2 * np.sqrt(p / 2 * (1 - p / 2) / PERMUTATIONS))}


def ranks(name, reference, current):
    x = np.repeat(np.arange(len(reference)), reference)
    y = np.repeat(np.arange(len(current)), current)
    pooled = np.concatenate([x, y])
    whitney = stats.mannwhitneyu(x, y, use_continuity=False, method="asymptotic").pvalue
    return {
        "name": name, "reference": reference, "current": current, "mannWhitney": float(f"{whitney:.15g}"),
        "location": by_permutation(stats.rankdata(pooled), len(x), 1),
        "spread": by_permutation(spread_scores(pooled), len(x), 2),
        "mean": by_permutation(pooled, len(x), 3, middle=True),
    }


def outside(n, m):
    """For k = 0 ... m: the share of orders of n reference and m current rows with k or more outside."""
    tallies = np.zeros(m + 1)
    for places in itertools.combinations(range(n + m), n):
        tallies[places[0] + (n + m - 1 - places[-1])] += 1
    return {"n": n, "m": m, "atLeast": [float(f"{v:.15g}") for v in np.cumsum(tallies[::-1])[::-1] / tallies.sum()]}


def exceedances(n, m, share):
    """Of x current values beyond the edges where the share of 1 ... n lies: how likely so many are.

    k reference values are beyond, the edges no further in than the next ones on either side: x is
    at most negative hypergeometric until the (k + 2)-th reference value, counted inwards.
    """
    low = np.quantile(np.arange(1, n + 1), share)
    k = 2 * int(np.floor(share * n))
    ways = [math.comb(x + k + 1, x) * math.comb(m - x + n - k - 2, m - x) for x in range(m + 1)]
    tails = [float(Fraction(sum(ways[x:]), sum(ways))) for x in range(41)]
    # Scipy's is one less a sum, so that it is exact to so much only.
    assert np.allclose(tails, stats.nhypergeom.sf(np.arange(41) - 1, n + m, m, k + 2), rtol=0, atol=1e-9)
    return {"n": n, "m": m, "share": share, "k": k, "low": float(low), "atLeast": [float(f"{p:.12g}") for p in tails]}


def compute():
    return {
        "scipy": scipy.__version__,
        "ranks": [ranks(name, *sides) for name, sides in COUNTS.items()],
        "exceedances": [exceedances(*one) for one in [
            (1000, 500, 0.001), (1000, 500, 0.01), (5000, 2000, 0.001), (5000, 300, 0.01), (400, 2000, 0.01)]],
        "outside": [outside(n, m) for n, m in [(3, 2), (6, 5), (9, 4), (4, 9)]],
    }


if __name__ == "__main__":
    file = cases.OUT / "drift-rank.json"
    found = json.loads(json.dumps(compute()))
    if "--check" in sys.argv:
        assert found == json.loads(file.read_text()), "not what is committed"
        print(f"rank tests and values outside are those of scipy {scipy.__version__}")
    else:
        file.write_text(json.dumps(found, indent=1) + "\n")
