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

DEFINITIONS = {
    "psi numeric": "bins right-closed at the deciles of the training rows (numpy.quantile, type 7, on float32 values,"
    " duplicates removed), missing values are one more; share floor 1e-4; sum of (p - q) ln(p / q)",
    "psi categorical": "one bin a category; categories under 20 training rows and unseen ones are one bin, missing one more; floor 1e-4",
    "ks": "scipy.stats.ks_2samp(method='asymp')",
    "gP": "G test (scipy.stats.chi2_contingency, lambda_='log-likelihood', no correction) on the psi bins",
    "drifted": "psi >= 0.2 and p < 0.001",
    "quiet": "psi < 0.1",
    "prediction": "score of the positive class, or the value; against the held-out validation rows",
}


def numeric_drift(reference, current) -> dict:
    """Figures of two samples of numbers, both rounded to float first."""
    ref = np.asarray(reference, dtype=np.float32).astype(np.float64)
    cur = np.asarray(current, dtype=np.float32).astype(np.float64)
    missing = [int(np.isnan(ref).sum()), int(np.isnan(cur).sum())]
    ref, cur = ref[~np.isnan(ref)], cur[~np.isnan(cur)]
    edges = np.unique(np.quantile(ref, np.linspace(0.1, 0.9, 9)).astype(np.float32).astype(np.float64))
    p = np.bincount(np.searchsorted(edges, ref, side="left"), minlength=len(edges) + 1)
    q = np.bincount(np.searchsorted(edges, cur, side="left"), minlength=len(edges) + 1)
    ks = stats.ks_2samp(ref, cur, method="asymp")
    p, q = np.append(p, missing[0]), np.append(q, missing[1])
    return figures(p, q) | {"ks": float(ks.statistic), "ksP": float(ks.pvalue)} | absent(missing[1])


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
    return figures(np.array(p), np.array(q)) | {"unseen": unseen} | absent(q[-1])


def absent(missing: int) -> dict:
    return {"missing": missing} if missing else {}


def figures(p: np.ndarray, q: np.ndarray) -> dict:
    used = (p + q) > 0
    p, q = p[used], q[used]
    a, b = np.maximum(p / p.sum(), FLOOR), np.maximum(q / q.sum(), FLOOR)
    psi = float(np.sum((a - b) * np.log(a / b)))
    g = 1.0 if len(p) < 2 else float(stats.chi2_contingency(np.vstack([p, q]), False, "log-likelihood")[1])
    return {"psi": psi, "gP": g}


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
        answer["prediction"] = numeric_drift(held_out_scores, scores)
        answer["prediction"]["verdict"] = verdict(answer["prediction"])
    return answer


def verdict(figure: dict) -> str:
    if figure["psi"] >= DRIFTED and min(figure["gP"], figure.get("ksP", 1.0)) < 0.001:
        return "drifted"
    return "quiet" if figure["psi"] < QUIET else "between"


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
