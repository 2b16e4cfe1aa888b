#!/usr/bin/env python3
"""Writes drift-evidently.json: Evidently's own functions over the same cases.

Evidently bins numbers by Sturges' rule over both sides together, so its figures move with the
current data; to compare the formulas it is given our published bins as categories. Its
Kullback-Leibler divergence is the other direction: the sides are exchanged.
"""
import json
import warnings

import evidently
import numpy as np
import pandas as pd
from evidently.legacy.calculations.stattests import kl_div, psi, tvd_stattest, wasserstein_distance_norm
from evidently.legacy.calculations.stattests import hellinger_distance, ks_stattest, t_test
from evidently.legacy.core import ColumnType

import cases

warnings.filterwarnings("ignore")


def rows(counts):
    return pd.Series(np.repeat([f"bin {i}" for i in range(len(counts))], counts))


def of_bins(reference, current):
    x, y = rows(reference), rows(current)
    kind = ColumnType.Categorical
    found = {
        "hellinger": hellinger_distance._hellinger_distance(x.copy(), y.copy(), kind, 0.1)[0],
        "total-variation": tvd_stattest._total_variation_distance(x, y),
    }
    shares = np.concatenate([reference / reference.sum(), current / current.sum()])
    if not ((shares > 0) & (shares < 1e-4)).any():
        # Below that Evidently fills empty bins with a millionth of the least share, not 1e-4.
        found["psi"] = psi._psi(x, y, kind, 0.1)[0]
        found["kullback-leibler"] = kl_div._kl_div(y, x, kind, 0.1)[0]
    return found


def compute(one):
    before, after, gone = cases.sides(one)
    figures = {}
    for name in one["numeric"]:
        x = cases.numbers(before[name], one["precision"])
        y = cases.numbers(after[name], one["precision"], gone)
        edges = cases.published_bins(x, one["precision"])
        found = of_bins(cases.counts_of_numbers(edges, x, 0), cases.counts_of_numbers(edges, y, int(gone.sum())))
        if x.std() > 0:
            number = ColumnType.Numerical
            # It divides by numpy's population deviation, as we do, but by 0.001 at least.
            if x.std() >= 0.001:
                found["wasserstein"] = wasserstein_distance_norm._wasserstein_distance_norm(
                    pd.Series(x), pd.Series(y), number, 0.1)[0]
        figures[name] = {k: float(v) for k, v in found.items()}
    for name in one["categorical"]:
        found = of_bins(*cases.counts_of_names(before[name], after[name], gone))
        figures[name] = {k: float(v) for k, v in found.items()}
    return figures


if __name__ == "__main__":
    lines = ",\n".join(json.dumps(compute(one)) for one in cases.CASES)
    (cases.OUT / "drift-evidently.json").write_text(f'{{"evidently": "{evidently.__version__}", "cases": [\n{lines}\n]}}\n')
