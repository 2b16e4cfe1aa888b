#!/usr/bin/env python3
"""Writes drift-scipy.json: every statistic of every case by scipy, scikit-learn and numpy.

    python3 monitoring/src/test/python/drift/scipy_figures.py [--check [EVERY]]

--check computes every EVERY-th case again and compares with the committed file.
"""
import json
import sys

import numpy as np
import scipy
from scipy import spatial, special, stats
from sklearn.metrics import mutual_info_score

import cases


def pooled(table):
    """Thin cells together, thinnest first, until both have five expected rows on either side."""
    table = table[:, table.sum(axis=0) > 0]
    needed = 5 * table.sum() / table.sum(axis=1).min()
    order = np.argsort(table.sum(axis=0), kind="stable")
    thin, held = 0, 0
    while thin < len(order) and (table[:, order[thin]].sum() < needed or 0 < held < needed):
        held += table[:, order[thin]].sum()
        thin += 1
    rest = table[:, order[thin:]]
    return np.column_stack([rest, table[:, order[:thin]].sum(axis=1)]) if thin else rest


def of_table(reference, current, pool=True):
    n, m = reference.sum(), current.sum()
    p, q = reference / n, current / m
    noise, degrees = 1 / n + 1 / m, int(((p + q) > 0).sum()) - 1
    floor_p, floor_q = np.maximum(p, 1e-4), np.maximum(q, 1e-4)
    found = {
        "psi": np.sum(special.rel_entr(floor_q, floor_p) + special.rel_entr(floor_p, floor_q)),
        "jensen-shannon": spatial.distance.jensenshannon(p, q, base=2),
        "hellinger": np.linalg.norm(np.sqrt(p) - np.sqrt(q)) / np.sqrt(2),
        "total-variation": spatial.distance.minkowski(p, q, 1) / 2,
        "l-infinity": spatial.distance.chebyshev(p, q),
        "kullback-leibler": stats.entropy(floor_q[p + q > 0], floor_p[p + q > 0]),
    }
    js = found["jensen-shannon"] = 0.0 if np.isnan(found["jensen-shannon"]) else found["jensen-shannon"]
    scaled = {
        "psi": found["psi"] / noise,
        "jensen-shannon": 8 * np.log(2) * js**2 / noise,
        "hellinger": 8 * found["hellinger"] ** 2 / noise,
        "total-variation": 4 * found["total-variation"] ** 2 / noise,
        "kullback-leibler": 2 * found["kullback-leibler"] / noise,
    }
    result = {k: [v, stats.chi2.sf(scaled[k], degrees) if k in scaled and degrees else None] for k, v in found.items()}
    share = (reference + current) / (n + m)
    deviation = np.sqrt(share * (1 - share) * noise)
    deviation = deviation[deviation > 0]
    largest = found["l-infinity"]
    result["l-infinity"][1] = min(1, np.sum(2 * stats.norm.sf(largest / deviation))) if largest else 1.0
    table = np.array([reference, current])
    table = table[:, table.sum(axis=0) > 0]
    if table.shape[1] > 1:
        result["chi-squared"] = list(stats.chi2_contingency(table, correction=False)[:2])
    thick = pooled(np.array([reference, current]))
    if pool and thick.shape[1] > 1:
        g, p_value, *_ = stats.chi2_contingency(thick, correction=False, lambda_="log-likelihood")
        result["g-test"] = [g, p_value]
        labels = np.repeat(np.arange(thick.size) // thick.shape[1], thick.ravel())
        cells = np.repeat(np.arange(thick.size) % thick.shape[1], thick.ravel())
        # Scikit-learn's mutual information of side and bin is G / 2N.
        assert abs(2 * len(cells) * mutual_info_score(labels, cells) - g) <= 1e-7 * max(1, g)
    return result


def cramer_von_mises(x, y):
    """nm / (n + m) of the integral of (F - G)^2 dH, straight lines over each group of ties."""
    values = np.unique(np.concatenate([x, y]))
    f = np.searchsorted(np.sort(x), values, side="right") / len(x)
    g = np.searchsorted(np.sort(y), values, side="right") / len(y)
    h = (len(x) * f + len(y) * g) / (len(x) + len(y))
    d = np.concatenate([[0], f - g])
    square = d[:-1] ** 2 + d[:-1] * d[1:] + d[1:] ** 2
    found = len(x) * len(y) / (len(x) + len(y)) * np.sum(np.diff(h, prepend=0) * square) / 3
    if len(values) == len(x) + len(y):
        # Without ties scipy's differs by what a step is from a line over a single value.
        theirs = stats.cramervonmises_2samp(x, y, method="asymptotic").statistic
        assert abs(theirs - found) < 4 * (1 / len(x) + 1 / len(y)) * (1 + found), (theirs, found)
    return found


def of_numbers(x, y, edges, missing):
    n, m = len(x), len(y)
    ks = stats.ks_2samp(x, y, method="asymp").statistic
    found = of_table(cases.counts_of_numbers(edges, x, 0), cases.counts_of_numbers(edges, y, missing))
    found["ks"] = [ks, special.kolmogorov(np.sqrt(n * m / (n + m)) * ks)]
    if x.std() > 0:
        found["wasserstein"] = [stats.wasserstein_distance(x, y) / x.std(), None]
    found["cramer-von-mises"] = [cramer_von_mises(x, y), None]
    t = stats.ttest_ind(x, y, equal_var=False)
    if np.isfinite(t.statistic):
        found["welch-t"] = [abs(t.statistic), t.pvalue]
    return found


def of_names(before, after, gone):
    found = of_table(*cases.counts_of_names(before, after, gone))
    names = sorted(before.unique())
    if len(names) == 2:
        now = after[~gone]
        first = before.value_counts().sort_index().sort_values(ascending=False, kind="stable").index[0]
        table = [[(before == first).sum(), (before != first).sum()], [(now == first).sum(), (now != first).sum()]]
        if (np.sum(table, axis=0) > 0).all():
            x, p_value, *_ = stats.chi2_contingency(table, correction=False)
            found["proportion-z"] = [np.sqrt(x), p_value]
    return found


def rounded(found):
    return {k: [None if v is None or np.isnan(v) else float(f"{v:.15g}") for v in pair] for k, pair in found.items()}


def compute(one):
    before, after, gone = cases.sides(one)
    figures = {}
    for name in one["numeric"]:
        x = cases.numbers(before[name], one["precision"])
        y = cases.numbers(after[name], one["precision"], gone)
        edges = cases.published_bins(x, one["precision"])
        figures[name] = rounded(of_numbers(x, y, edges, int(gone.sum())))
    for name in one["categorical"]:
        figures[name] = rounded(of_names(before[name], after[name], gone))
    return {**one, "figures": figures}


def check(every):
    committed = json.loads((cases.OUT / "drift-scipy.json").read_text())["cases"]
    assert len(committed) == len(cases.CASES), "cases were added: write the file again"
    compared = 0
    for old, one in list(zip(committed, cases.CASES))[::every]:
        new = json.loads(json.dumps(compute(one)))
        assert {k: v for k, v in old.items() if k != "figures"} == {k: v for k, v in new.items() if k != "figures"}
        assert old["figures"].keys() == new["figures"].keys()
        for column, tests in new["figures"].items():
            assert tests.keys() == old["figures"][column].keys(), (one["data"], column)
            for test, pair in tests.items():
                for a, b in zip(pair, old["figures"][column][test]):
                    same = a == b or abs(a - b) <= 1e-8 * max(abs(a), abs(b)) + 1e-13
                    assert same, f"{one['data']} {column} {test}: {a} is not the committed {b}"
                    compared += 1
    print(f"{compared} figures are those of scipy {scipy.__version__}")


if __name__ == "__main__":
    if "--check" in sys.argv:
        check(int(sys.argv[-1]) if sys.argv[-1].isdigit() else 1)
    else:
        cases.OUT.mkdir(parents=True, exist_ok=True)
        lines = ",\n".join(json.dumps(compute(one)) for one in cases.CASES)
        (cases.OUT / "drift-scipy.json").write_text(f'{{"scipy": "{scipy.__version__}", "cases": [\n{lines}\n]}}\n')
