#!/usr/bin/env python3
"""Writes cell-weights.json: tails of sums of weighted chi-squared variables, by inversion.

    python3 monitoring/src/test/python/drift/make_cell_weights_fixture.py

Needs numpy and scipy 1.11 or newer. Each sum is what Pearson's statistic over ten equal cells of
normal values is, without drift, where rows come in clusters of 20 with an intra-class correlation
(its weights are the generalised design effects of Rao and Scott 1981, over their mean), or has
weights of other kinds. P(sum > x) is Imhof's integral (1961, Computing the distribution of
quadratic forms in normal variables, Biometrika 48).
"""
import json
import pathlib

import numpy as np
from scipy import integrate, optimize, stats

OUT = pathlib.Path(__file__).parents[2] / "resources/com/nextgen/ml/monitoring/drift/comparison/cell-weights.json"
CELLS, EACH = 10, 20


def clusters(correlation):
    """Design effects of the cells' shares: within a cluster rows share a normal part."""
    edges = stats.norm.ppf(np.arange(1, CELLS) / CELLS)
    shared = np.linspace(-8, 8, 4001)
    weight = stats.norm.pdf(shared)
    weight /= weight.sum()
    own = np.sqrt(1 - correlation)
    upto = stats.norm.cdf((edges - np.sqrt(correlation) * shared[:, None]) / own)
    shares = np.diff(np.pad(upto, ((0, 0), (1, 1)), constant_values=(0, 1)), axis=1)
    p = weight @ shares
    between = (shares - p).T @ ((shares - p) * weight[:, None])
    matrix = (np.diag(p) - np.outer(p, p) + (EACH - 1) * between) / np.sqrt(np.outer(p, p))
    return np.sort(np.linalg.eigvalsh(matrix))[::-1][: CELLS - 1]


def tail(weights, x):
    def integrand(u):
        angle = 0.5 * np.sum(np.arctan(weights * u)) - 0.5 * x * u
        return np.sin(angle) / (u * np.prod((1 + (weights * u) ** 2) ** 0.25))

    area, error = integrate.quad(integrand, 0, np.inf, limit=5000, epsabs=1e-12, epsrel=1e-12)
    assert error < 1e-10, error
    return 0.5 + area / np.pi


def print_levels(name, effects):
    """The exact tail over a level, where Satterthwaite's and where the heaviest tail is the level."""
    weights = effects / effects.mean()
    d, spread = len(weights), (weights**2).mean() - 1
    first = 1 + np.sqrt(spread * (d - 1))
    heaviest = np.array([first] + [(d - first) / (d - 1)] * (d - 1))
    print(name, np.round(effects, 2))
    for level in (0.05, 1e-3, 4e-5):
        satterthwaite = (1 + spread) * stats.chi2.isf(level, d / (1 + spread))
        x = optimize.brentq(lambda x: tail(heaviest, x) / level - 1, 5, 120)
        print(f"  {level}: {tail(weights, satterthwaite) / level:.2f} {tail(weights, x) / level:.2f}")


def main():
    sums = {f"clusters, correlation {rho}": clusters(rho) for rho in (0.05, 0.2, 0.5)}
    sums["two large"] = np.array([4, 4, 1, 1, 1, 1, 1, 1, 1.0])
    sums["falling"] = 0.7 ** np.arange(9)
    sums["alike"] = np.array([1.2, 1.1, 1.1, 1, 1, 1, 0.9, 0.9, 0.8])
    cases = []
    for name, effects in sums.items():
        if name.startswith("clusters"):
            print_levels(name, effects)
        weights = effects / effects.mean()
        cases.append(
            {
                "name": name,
                "spread": (weights**2).mean() - 1,
                "degrees": len(weights),
                "tails": [[x, tail(weights, x)] for x in (20.0, 30.0, 40.0, 50.0, 60.0)],
            }
        )
    OUT.write_text(json.dumps(cases, indent=1) + "\n")


if __name__ == "__main__":
    main()
