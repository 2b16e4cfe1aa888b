"""PSI and Kolmogorov-Smirnov of later rows against the training rows, computed with numpy and scipy."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

FLOOR = 1e-4
SMALL_CATEGORY = 20
DRIFTED = 0.2
QUIET = 0.1
OUTSIDE = 0.05

DEFINITIONS = {
    "psi numeric": "bins right-closed in the middle between the training rows' values beside each decile (numpy.quantile, type 7, on"
    " float32 values), on the lower one if it is an atom or nothing is between, duplicates removed; values below all of them, above, between two neighbouring atoms (values of over 1/200 of the"
    " rows) and missing are one more each, but of probabilities; share floor 1e-4; sum of (p - q) ln(p / q)",
    "psi categorical": "one bin a category; categories under 20 training rows are one bin, unseen ones another, missing one more; floor 1e-4",
    "psi outside": "of m training rows below, above and gaps are taken to have the share 1/(m+1), unseen categories (and gaps)"
    " that of what stands in one row, at least 1e-4; all shares are then over their sum",
    "ks": "scipy.stats.ks_2samp(method='asymp')",
    "gP": "G test (scipy.stats.chi2_contingency, lambda_='log-likelihood', no correction) on the psi bins, what is outside in"
    " the end ones or with the rare categories",
    "outside": "the largest change of the share of values below, above, in gaps, unseen or missing; absent if none",
    "drifted": "(psi >= 0.2 or outside >= 0.05) and p < 0.001",
    "quiet": "psi < 0.1 and outside < 0.05",
    "prediction": "score of the positive class, or the value; against the held-out validation rows",
}


def numeric_drift(reference, current, probability=False) -> dict:
    """Figures of two samples of numbers, both rounded to float first."""
    ref = np.asarray(reference, dtype=np.float32).astype(np.float64)
    cur = np.asarray(current, dtype=np.float32).astype(np.float64)
    missing = [int(np.isnan(ref).sum()), int(np.isnan(cur).sum())]
    ref, cur = ref[~np.isnan(ref)], cur[~np.isnan(cur)]
    edges = decile_edges(ref)
    ends = np.searchsorted(edges, cur, side="left")
    p = np.append(np.bincount(np.searchsorted(edges, ref, side="left"), minlength=len(edges) + 1), missing[0])
    q = np.append(np.bincount(ends, minlength=len(edges) + 1), missing[1])
    ks = stats.ks_2samp(ref, cur, method="asymp")
    open_cells = [] if probability else outside_cells(ref, cur, sum(p))
    inside = ~np.any([cell for cell, _ in open_cells], axis=0) if open_cells else np.ones(len(cur), bool)
    q_inside = np.append(np.bincount(ends[inside], minlength=len(edges) + 1), missing[1])
    beside = [(0, int(cell.sum()), null) for cell, null in open_cells]
    return figures(p, q, q_inside, beside) | {"ks": float(ks.statistic), "ksP": float(ks.pvalue)} | absent(missing[1])


def decile_edges(ref) -> np.ndarray:
    """In the middle between the values beside a decile, or on the lower one if it is an atom or nothing is between."""
    values, counts = np.unique(ref, return_counts=True)
    atom = counts > max(1, len(ref) / min(200, len(ref)))
    edges = set()
    for cut in np.quantile(ref, np.linspace(0.1, 0.9, 9)).astype(np.float32).astype(np.float64):
        at = np.searchsorted(values, cut, side="right") - 1
        if at + 1 < len(values):
            middle = float(np.float32((values[at] + values[at + 1]) / 2))
            edges.add(values[at] if atom[at] or middle >= values[at + 1] else middle)
    return np.array(sorted(edges))


def outside_cells(ref, cur, rows) -> list:
    """Which values lie below, above and between the training rows' own, and what share is taken for each."""
    null = max(1 / (rows + 1), FLOOR)
    cells = [(cur < ref.min(), null), (cur > ref.max(), null)]
    values, counts = np.unique(ref, return_counts=True)
    atom = counts > max(1, len(ref) / min(200, len(ref)))
    lone = sum(atom[i] and counts[i + 1] == 1 and atom[i + 2] for i in range(len(values) - 2))
    between = [(cur > low) & (cur < high) for i, (low, high) in enumerate(zip(values, values[1:])) if atom[i] and atom[i + 1]]
    if between:
        cells.append((np.any(between, axis=0), max(lone / rows, null)))
    return cells


def categorical_drift(reference, current) -> dict:
    """Figures of two samples of categories."""
    ref, cur = pd.Series(reference).dropna().astype(str), pd.Series(current).dropna().astype(str)
    counts = ref.value_counts()
    kept = sorted(counts[counts >= SMALL_CATEGORY].index)
    p = [int((ref == c).sum()) for c in kept] + [int((~ref.isin(kept)).sum())]
    q = [int((cur == c).sum()) for c in kept] + [int((~cur.isin(kept)).sum())]
    unseen = int((~cur.isin(set(ref))).sum())
    p.append(len(reference) - len(ref))
    q.append(len(current) - len(cur))
    inside = np.array(q)
    inside[-2] -= unseen
    null = max((counts == 1).sum() / len(reference), 1 / (len(reference) + 1), FLOOR)
    return figures(np.array(p), np.array(q), inside, [(0, unseen, null)]) | {"unseen": unseen} | absent(q[-1])


def absent(missing: int) -> dict:
    return {"missing": missing} if missing else {}


def figures(p: np.ndarray, q: np.ndarray, inside: np.ndarray, beside: list) -> dict:
    """PSI of what is inside and of the cells beside, G of all in the bins; the last bin is missing."""
    shares = np.append(p / p.sum(), [max(before / p.sum(), null) for before, _, null in beside])
    now = np.append(inside, [rows for _, rows, _ in beside]) / q.sum()
    a, b = np.maximum(shares / shares.sum(), FLOOR), np.maximum(now, FLOOR)
    psi = float(np.sum((a - b) * np.log(a / b)))
    used = (p + q) > 0
    table = np.vstack([p[used], q[used]])
    g = 1.0 if table.shape[1] < 2 else float(stats.chi2_contingency(table, False, "log-likelihood")[1])
    changes = [abs(before / p.sum() - rows / q.sum()) for before, rows, _ in beside]
    outside = max(changes + [abs(p[-1] / p.sum() - q[-1] / q.sum())])
    return {"psi": psi, "gP": g} | ({"outside": float(outside)} if outside else {})


def compare(schema: dict, train: pd.DataFrame, later: pd.DataFrame, held_out_scores=None, scores=None) -> dict:
    """The figures of every feature, and of the prediction where scores are given."""
    result = {}
    for feature in schema["features"]:
        name = feature["name"]
        test = numeric_drift if feature["type"] == "numeric" else categorical_drift
        result[name] = {"type": feature["type"]} | test(train[name], later[name])
        result[name]["verdict"] = verdict(result[name])
    named = {k: [n for n, f in result.items() if f["verdict"] == k] for k in ("drifted", "between", "quiet")}
    answer = {"rows": len(later)} | named | {"features": result}
    if scores is not None:
        probability = schema["task"] != "regression"
        answer["prediction"] = numeric_drift(held_out_scores, scores, probability)
        answer["prediction"]["verdict"] = verdict(answer["prediction"])
    return answer


def verdict(figure: dict) -> str:
    outside = figure.get("outside", 0.0)
    if (figure["psi"] >= DRIFTED or outside >= OUTSIDE) and min(figure["gP"], figure.get("ksP", 1.0)) < 0.001:
        return "drifted"
    return "quiet" if figure["psi"] < QUIET and outside < OUTSIDE else "between"


def write_drift(path: Path, train: pd.DataFrame, periods: dict, minimum_rows: int, simulated: bool = False) -> None:
    """Writes drift.json: each period and, unless it is simulated, what holds in every period of enough rows."""
    judged = [p for p in periods.values() if p["rows"] >= minimum_rows]
    always = {}
    for kind in [] if simulated else ["drifted", "quiet"]:
        always[kind + "InEveryPeriod"] = [f for f in judged[0][kind] if all(f in p[kind] for p in judged)]
    document = {
        "definitions": DEFINITIONS,
        "trainingRows": len(train),
        "minimumRows": minimum_rows,
        **always,
        "periods": periods,
    }
    path.write_text(layout(document), encoding="utf-8")
    for name, period in periods.items():
        print(f"{name} ({period['rows']} rows): drifted {period['drifted']}, between {period['between']}")


def layout(document: dict) -> str:
    """JSON indented to the figures of one feature, which share a line; six significant digits."""
    marks, texts = iter(range(10**9)), {}

    def fold(node):
        if isinstance(node, list) or (isinstance(node, dict) and "psi" in node):
            mark = f"@@{next(marks)}@@"
            rounded = node
            if isinstance(node, dict):
                rounded = {k: float(f"{v:.6g}") if isinstance(v, float) else v for k, v in node.items()}
            texts[f'"{mark}"'] = json.dumps(rounded)
            return mark
        return {k: fold(v) for k, v in node.items()} if isinstance(node, dict) else node

    text = json.dumps(fold(document), indent=1)
    for mark, line in texts.items():
        text = text.replace(mark, line, 1)
    return text + "\n"
