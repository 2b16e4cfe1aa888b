#!/usr/bin/env python3
"""Writes drift-nannyml.json: NannyML's univariate drift calculator over some of the cases.

Kolmogorov-Smirnov and Wasserstein are of the values. The others are of our cells, given as
categories: NannyML bins numbers by numpy's `doane` rule. Missing values are a category, as we have
them; of the values NannyML drops them, as we do. Its chi-squared of two categories has Yates'
correction, ours has not: those are left out.
"""
import json
import os
import warnings

os.environ["NML_DISABLE_USAGE_LOGGING"] = "1"  # before the import: it would report its use
import nannyml
import numpy as np
import pandas as pd

import cases

warnings.filterwarnings("ignore")
KEYS = {"kolmogorov_smirnov": "ks", "wasserstein": "wasserstein", "jensen_shannon": "jensen-shannon",
        "hellinger": "hellinger", "l_infinity": "l-infinity", "chi2": "chi-squared"}


def figures(reference, current, numbers, methods):
    """One chunk of all current rows, so that its figure is theirs."""
    side = {"continuous_methods": methods} if numbers else {"categorical_methods": methods}
    calculator = nannyml.UnivariateDriftCalculator(
        column_names=["x"], treat_as_categorical=[] if numbers else ["x"], chunk_size=len(current),
        **side)
    calculator.fit(pd.DataFrame({"x": reference}))
    row = calculator.calculate(pd.DataFrame({"x": current})).filter(period="analysis").to_df().iloc[0]
    return {KEYS[m]: float(row[("x", m, "value")]) for m in methods}


def of_cells(reference, current):
    rows = lambda counts: np.repeat([f"cell {i}" for i in range(len(counts))], counts)
    used = np.count_nonzero(reference + current)
    methods = ["jensen_shannon", "hellinger", "l_infinity"] + (["chi2"] if used > 2 else [])
    return figures(rows(reference), rows(current), False, methods)


def compute(one):
    before, after, gone = cases.sides(one)
    found = {}
    for name in one["numeric"]:
        x = cases.numbers(before[name], one["precision"])
        y = cases.numbers(after[name], one["precision"], gone)
        edges = cases.published_bins(x, one["precision"])
        found[name] = of_cells(cases.counts_of_numbers(edges, x, 0), cases.counts_of_numbers(edges, y, int(gone.sum())))
        if x.std() > 0:
            values = figures(x, y, True, ["kolmogorov_smirnov", "wasserstein"])
            values["wasserstein"] /= x.std()  # ours is in standard deviations of the reference
            found[name].update(values)
    for name in one["categorical"]:
        found[name] = of_cells(*cases.counts_of_names(before[name], after[name], gone))
    return found


if __name__ == "__main__":
    # Under 10,000 reference rows NannyML takes the values themselves, above a histogram of them.
    chosen = [one["data"] in (cases.SHOPPERS, cases.CALIFORNIA, cases.HOUSES, cases.GERMAN) and
              len(range(*one["reference"])) < 10_000 for one in cases.CASES]
    lines = ",\n".join(json.dumps(compute(one) if use else {}) for one, use in zip(cases.CASES, chosen))
    (cases.OUT / "drift-nannyml.json").write_text(
        f'{{"nannyml": "{nannyml.__version__}", "cases": [\n{lines}\n]}}\n')
