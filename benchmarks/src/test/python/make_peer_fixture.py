#!/usr/bin/env python3
"""Writes what Evidently and NannyML themselves say of small samples, for PeerFixtureTest, and the
PSI of deciles by numpy.

    pip install evidently==0.7.23 nannyml==0.13.1 'pandas<3' scipy
    python3 benchmarks/src/test/python/make_peer_fixture.py

The output is committed; run this again only to add cases, at the end: the others stay as they are.
"""
import json
import os
import pathlib
import warnings

import numpy as np
import pandas as pd
import scipy.stats

# Neither library is to report its use.
os.environ.update({"NML_DISABLE_USAGE_LOGGING": "1", "DO_NOT_TRACK": "1"})
warnings.simplefilter("ignore")
from evidently.legacy.calculations.stattests.registry import get_stattest  # noqa: E402
from evidently.legacy.core import ColumnType  # noqa: E402
import nannyml  # noqa: E402

OUT = (
    pathlib.Path(__file__).parent.parent
    / "resources/com/nextgen/ml/benchmarks/trial/rule/peers.json"
)
rng = np.random.default_rng(2026)


def normal(n, shift=0.0):
    return rng.normal(shift, 1, n).round(4)


def skewed(n, factor=1.0):
    return (factor * np.exp(rng.normal(0, 1, n))).round(4)


def zeros(n, share=0.8):
    return np.where(rng.random(n) < share, 0.0, np.exp(rng.normal(0, 1, n)).round(4))


def names(n, size, tilt=0.0):
    p = np.ones(size)
    p[0] += tilt
    return rng.choice(size, n, p=p / p.sum()).astype(float)


def gaps(values, share):
    return np.where(rng.random(len(values)) < share, np.nan, values)


CASES = [
    ("normal, small", True, normal(400), normal(100), 100),
    ("normal, small, shifted", True, normal(400), normal(100, 0.4), 100),
    ("normal, large", True, normal(1200), normal(200), 200),
    ("normal, large, shifted", True, normal(1200), normal(200, 0.12), 200),
    ("log-normal, large", True, skewed(1200), skewed(200, 1.3), 200),
    ("zero-inflated, small", True, zeros(600), zeros(150, 0.7), 150),
    ("zero-inflated, large", True, zeros(1100), zeros(150), 150),
    ("missing values", True, gaps(normal(500), 0.05), gaps(normal(120), 0.3), 120),
    ("four numbers, small", True, names(500, 4), names(100, 4, 1), 100),
    ("four numbers, large", True, names(1100, 4), names(150, 4, 0.3), 150),
    ("two categories", False, names(300, 2), names(80, 2, 0.8), 80),
    ("20 categories, small", False, names(900, 20), names(200, 20), 200),
    ("20 categories, large", False, names(1500, 20), names(300, 20, 5), 300),
    ("new category", False, names(1500, 10), names(200, 12), 200),
]


def some(values, share, changed):
    return np.where(rng.random(len(values)) < share, changed, values)


# Faults as the trial has them.
for m in (400, 1200):
    now = normal(200)
    CASES += [
        (f"sentinel, {m}", True, normal(m), some(now, 0.1, -999.0), 200),
        (f"unit, {m}", True, skewed(m), some(now, 0.05, 100 * now), 200),
        (f"clipped, {m}", True, normal(m), np.minimum(now, 0.6745), 200),
        (f"spike of whole numbers, {m}", True, names(m, 12), some(names(200, 12), 0.2, 5.0), 200),
        (f"swapped names, {m}", False, names(m, 6, 4), (names(200, 6, 4) + 1) % 6, 200),
        (f"missing names, {m}", False, names(m, 6, 4), gaps(names(200, 6, 4), 0.1), 200),
    ]


def evidently(numeric, reference, current):
    kind = ColumnType.Numerical if numeric else ColumnType.Categorical
    first, second = pd.Series(reference).dropna(), pd.Series(current).dropna()
    test = get_stattest(first, second, kind, None)
    found = test(first, second, kind, None)
    return {"test": test.name, "score": float(found.drift_score), "drift": bool(found.drifted)}


def three_sigma(numeric, reference, current, chunk):
    column = "x"
    frame = lambda values: pd.DataFrame(  # noqa: E731
        {column: values if numeric else pd.Series(values).map(lambda v: None if np.isnan(v) else f"c{int(v):03d}")}
    )
    calculator = nannyml.UnivariateDriftCalculator(
        column_names=[column],
        treat_as_categorical=[] if numeric else [column],
        chunk_size=chunk,
    ).fit(frame(reference))
    table = calculator.calculate(frame(current)).filter(period="analysis").to_df()
    row = table[(column, "jensen_shannon")].iloc[0]
    return {
        "distance": float(row["value"]),
        "threshold": float(row["upper_threshold"]),
        "drift": bool(row["alert"]),
    }


def significance(numeric, reference, current):
    first, second = reference[~np.isnan(reference)], current[~np.isnan(current)]
    if numeric:
        return float(scipy.stats.ks_2samp(first, second).pvalue)
    values = sorted(set(first) | set(second))
    table = [[np.sum(side == v) for v in values] for side in (first, second)]
    return float(scipy.stats.chi2_contingency(table).pvalue)


def psi(numeric, reference, current):
    first, second = reference[~np.isnan(reference)], current[~np.isnan(current)]
    if numeric:
        edges = np.unique(np.quantile(first, np.arange(1, 10) / 10))
        cells = [np.searchsorted(edges, side, side="left") for side in (first, second)]
        size = len(edges) + 1
    else:
        known = sorted(set(first))
        cells = [np.array([known.index(v) if v in known else len(known) for v in side])
                 for side in (first, second)]
        size = len(known) + 1
    p, q = (np.maximum(1e-4, np.bincount(side, minlength=size) / len(side)) for side in cells)
    return float(np.sum((q - p) * np.log(q / p)))


def plain(values):
    return [None if np.isnan(v) else float(v) for v in values]


document = {
    "cases": [
        {
            "name": name,
            "numeric": numeric,
            "chunk": chunk,
            "reference": plain(reference),
            "current": plain(current),
            "evidently": evidently(numeric, reference, current),
            "threeSigma": three_sigma(numeric, reference, current, chunk),
            "psi": psi(numeric, reference, current),
            "p": significance(numeric, reference, current),
        }
        for name, numeric, reference, current, chunk in CASES
    ],
    "ks": [
        {"n": n, "m": m, "d": d, "p": float(p)}
        for n, m in ((50, 500), (200, 5000), (500, 20000), (5000, 5000), (2000, 100000))
        for d in (0.5, 1.0, 1.36, 1.63, 1.95)
        for d in [d / np.sqrt(n * m / (n + m))]
        for p in [scipy.stats.kstwo.sf(d, np.round(n * m / (n + m)))]
        if max(n, m) > 10000
    ],
}
OUT.parent.mkdir(parents=True, exist_ok=True)
OUT.write_text(json.dumps(document, separators=(",", ":")) + "\n")
