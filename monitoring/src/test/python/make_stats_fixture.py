#!/usr/bin/env python3
"""Writes the reference values of the stats package.

    python3 monitoring/src/test/python/make_stats_fixture.py

Needs scipy 1.11 or newer and mpmath. The output is committed; run this again only to add values.
"""
import json
import pathlib

import mpmath
import numpy as np
import scipy
from scipy import special, stats

OUT = pathlib.Path(__file__).parent.parent / "resources/com/nextgen/ml/monitoring/stats/stats.json"


def rows(function, arguments):
    """Each as [arguments..., value]; values that underflow are left out."""
    table = [[*map(float, a), float(function(*a))] for a in arguments]
    return [row for row in table if np.isfinite(row[-1]) and row[-1] != 0]


shapes = [0.05, 0.5, 1, 1.5, 2.5, 5, 17.5, 50, 150, 1000]
ratios = [1e-8, 1e-3, 0.1, 0.5, 0.9, 1, 1.1, 1.5, 3, 10, 100]
incomplete = [(a, a * r) for a in shapes for r in ratios]
degrees = [1, 2, 3, 9, 10, 30, 100, 1.37]
chi_squared = [(x, k) for k in degrees for x in (1e-3, 0.5, 1, 4, 10, 40, 150, 600, 1300)]
tails = [0.999, 0.5, 0.05, 1e-3, 3.9e-5, 1e-9, 1e-30, 1e-100, 1e-280]
lambdas = [0.05, 0.1, 0.2, 0.4, 0.7, 0.95, 0.999, 1, 1.001, 1.2, 1.36, 2, 3, 5, 8, 12, 18]
deviates = [-30, -8, -3, -1, -0.1, 0, 1e-9, 0.1, 0.5, 0.66, 0.67, 1, 1.96, 3, 5, 5.65, 5.66, 8, 15, 30, 37]
chi = [(x, k) for k in (1, 1.3, 1.64, 2, 5) for x in (0.01, 0.5, 1, 2, 4, 8, 16, 30)]
betas = [(a, b, x) for a in (0.5, 2, 30, 700) for b in (0.5, 1.5, 40) for x in (1e-6, 0.1, 0.5, 0.9, 0.999)]
t_degrees = [1, 2.5, 9, 50.3, 998, 123456.7, 3e6]
students = [(t, k) for k in t_degrees for t in (1e-3, 0.3, 1, 2, 4, 8, 15)]
squares = [0.01, 0.02, 0.05, 0.1, 1 / 6, 0.3, 0.461, 0.743, 1, 1.168, 2, 5, 10, 20, 50]


def cramer_von_mises(x):
    """1 - Anderson and Darling's series (1952, 4.35), in enough digits for the difference."""
    with mpmath.workdps(400):
        x, total, j = mpmath.mpf(x), mpmath.mpf(0), 0
        while True:
            y = (4 * j + 1) ** 2 / (16 * x)
            term = (-1) ** j * mpmath.binomial(mpmath.mpf(-1) / 2, j) * mpmath.sqrt(4 * j + 1)
            term *= mpmath.exp(-y) * mpmath.besselk(mpmath.mpf(1) / 4, y)
            total += term
            if abs(term) < mpmath.mpf(10) ** -350:
                return float(1 - total / (mpmath.pi * mpmath.sqrt(x)))
            j += 1


def weighted_chi_squared(x, degrees, first, rest):
    """P(first Z^2 + rest X > x), X chi-squared with the other degrees: over the size of Z."""
    with mpmath.workdps(30):
        x, first, rest = mpmath.mpf(x), mpmath.mpf(first), mpmath.mpf(rest)
        most, half = mpmath.sqrt(x / first), mpmath.mpf(degrees - 1) / 2

        def given(angle):  # z = most sin(angle), so that the end is smooth
            left = most * mpmath.cos(angle)
            tail = mpmath.gammainc(half, first * left**2 / rest / 2, regularized=True)
            return 2 * mpmath.npdf(most * mpmath.sin(angle)) * tail * left

        steps = [mpmath.pi / 2 * k / 40 for k in range(41)]
        return float(mpmath.erfc(most / mpmath.sqrt(2)) + mpmath.quad(given, steps, method="gauss-legendre"))


uneven = [
    (x, degrees, first, rest)
    for degrees, first, rest in [(2, 1.5, 0.5), (3, 1.01, 0.995), (9, 3.184, 0.727), (9, 8.5, 0.0625), (99, 12, 0.88), (99, 90, 0.9)]
    for x in (0.1, 4, 20, 60, 250, 600)
]

p_lists = [
    [0.5],
    [0.01, 0.04, 0.03, 0.005],
    [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269],
    [1e-300, 1e-20, 0.9, 0.99],
    [0.2, 0.2, 0.2],
]

fixture = {
    "scipy": scipy.__version__,
    "logGamma(x)": rows(special.gammaln, [(x,) for x in (1e-6, 0.1, 0.5, 0.9, 1.3, 2.7, 9.5, 40, 1e3, 1e6)]),
    "gammaP(a,x)": rows(special.gammainc, incomplete),
    "gammaQ(a,x)": rows(special.gammaincc, incomplete),
    "chiSquaredSurvival(x,k)": rows(stats.chi2.sf, chi_squared),
    "chiSquaredCumulative(x,k)": rows(stats.chi2.cdf, chi_squared),
    "chiSquaredInverse(p,k)": rows(stats.chi2.isf, [(p, k) for k in degrees for p in tails]),
    "weightedChiSquaredSurvival(x,k,first,rest)": rows(weighted_chi_squared, uneven),
    "kolmogorovSurvival(x)": rows(special.kolmogorov, [(x,) for x in lambdas]),
    "kolmogorovCumulative(x)": rows(stats.kstwobign.cdf, [(x,) for x in lambdas]),
    "kolmogorovInverse(p)": rows(special.kolmogi, [(p,) for p in tails]),
    "normalSurvival(z)": rows(stats.norm.sf, [(z,) for z in deviates]),
    "normalInverse(p)": rows(stats.norm.isf, [(p,) for p in tails if p != 0.5]),
    "chiSurvival(x,k)": rows(stats.chi.sf, chi),
    "chiMean(k)": rows(stats.chi.mean, [(k,) for k in (1, 1.3, 1.64, 2, 5, 40)]),
    "betaI(a,b,x)": rows(special.betainc, betas),
    "studentTwoSided(t,k)": rows(lambda t, k: 2 * stats.t.sf(t, k), students),
    "studentInverse(p,k)": rows(lambda p, k: stats.t.isf(p / 2, k), [(p, k) for k in t_degrees for p in tails if p > 1e-100]),
    "cramerVonMisesSurvival(x)": [[x, cramer_von_mises(x)] for x in squares],
    "cauchyCombination": [
        {"p": p, "value": float(stats.cauchy.sf(np.mean([stats.cauchy.isf(x) for x in p])))}
        for p in p_lists
    ],
    "benjaminiHochberg": [
        {"p": p, "adjusted": stats.false_discovery_control(p, method="bh").tolist()}
        for p in p_lists
    ],
}

OUT.parent.mkdir(parents=True, exist_ok=True)
lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in fixture.items()]
OUT.write_text("{\n" + ",\n".join(lines) + "\n}\n")
