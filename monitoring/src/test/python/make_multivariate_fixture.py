"""Writes multivariate.json: figures of features together by numpy, scikit-learn, scipy and NannyML.

    pip install numpy scipy scikit-learn nannyml
    python make_multivariate_fixture.py ../../../../../shared/data > ../resources/com/nextgen/ml/monitoring/drift/multivariate/multivariate.json

The data set is nannyml-california: the reference rows are the baseline, each calendar month of the
analysis rows is a window. NannyML's months are those whose reconstruction error leaves the three
standard deviations of its reference chunks (its default), with its default components.
"""

import json
import os
import sys
import warnings
from pathlib import Path

os.environ["NML_DISABLE_USAGE_LOGGING"] = "1"  # before the import: it would report its use
import nannyml
import numpy as np
import pandas as pd
from scipy.stats import mannwhitneyu
from sklearn.decomposition import PCA
from sklearn.kernel_ridge import KernelRidge
from sklearn.metrics import roc_auc_score

from make_normal_scores_fixture import scores

warnings.filterwarnings("ignore")
COLUMNS = ["MedInc", "HouseAge", "AveRooms", "AveBedrms", "Population", "AveOccup", "Latitude", "Longitude"]
def california(data):
    folder = Path(data) / "nannyml-california"
    read = lambda name: pd.read_csv(folder / f"california_housing_{name}.csv", parse_dates=["timestamp"])
    return read("reference"), read("analysis")


def fine_edges(column):
    """As the service chooses them, in double precision: in the middle between the values beside 200 quantiles and
    tails; of what repeats itself the value and the double below; the last one float32 over the greatest. Where a
    float32 differs from its double, the outer of both counts. No two of these values are one float32."""
    n = len(column)
    values, counts = np.unique(column, return_counts=True)
    narrow = values.astype(np.float32).astype(float)
    upper, lower = np.maximum(values, narrow), np.nextafter(np.minimum(values, narrow), -np.inf)
    repeats = counts > n / 200
    edges = {float(np.nextafter(np.float32(values[-1]), np.float32(np.inf)))}
    for cut in np.quantile(column, np.concatenate([np.arange(1, 200) / 200, [0.0001, 0.001, 0.999, 0.9999]])):
        at = np.searchsorted(narrow, np.float32(cut).astype(float), side="right") - 1
        if at + 1 < len(values):
            middle = (values[at] + values[at + 1]) / 2
            edges.add(float(upper[at] if repeats[at] else min(max(upper[at], middle), lower[at + 1])))
    for at in np.lexsort((values, -counts)):
        if not repeats[at] or len(edges) > 253:
            break
        if at + 1 < len(values):
            edges.add(float(upper[at]))
        if at > 0:
            edges.add(float(lower[at]))
    return np.array(sorted(edges))


def scored(reference, rows):
    z = []
    for name in COLUMNS:
        column, current = reference[name].to_numpy(), rows[name].to_numpy()
        edges = fine_edges(column)
        cell = np.searchsorted(edges, current, side="left") + 1
        z.append(scores(column, edges)[np.where(current < column.min(), 0, cell)])
    return np.column_stack(z)


def moments(reference, months):
    z = scored(reference, reference)
    second = z.T @ z / len(z)
    values = np.linalg.eigvalsh(second)[::-1]
    kept = int(np.searchsorted(np.cumsum(values) / values.sum(), 0.65) + 1)
    # PCA of rows and their mirror images: centred at 0, so that its covariance is the second moment.
    pca = PCA(n_components=kept, svd_solver="full").fit(np.vstack([z, -z]))
    def error(rows):
        w = scored(reference, rows)
        return float((((w - pca.inverse_transform(pca.transform(w))) ** 2).sum(axis=1)).mean())
    return {
        "eigenvalues": values.tolist(),
        "kept": kept,
        "baselineError": error(reference),
        "errors": {str(m): error(r) for m, r in months},
        "correlations": np.corrcoef(z.T).tolist(),
    }


def nannyml_months(reference, analysis):
    calculator = nannyml.DataReconstructionDriftCalculator(
        column_names=COLUMNS, timestamp_column_name="timestamp", chunk_period="M")
    calculator.fit(reference)
    frame = calculator.calculate(analysis).filter(period="analysis").to_df()
    return {
        str(row[("chunk", "key")]): {
            "error": float(row[("reconstruction_error", "value")]),
            "upper": float(row[("reconstruction_error", "upper_threshold")]),
            "lower": float(row[("reconstruction_error", "lower_threshold")]),
            "alert": bool(row[("reconstruction_error", "alert")]),
        }
        for _, row in frame.iterrows()
    }


def classifier():
    """A domain classifier: kernel ridge regression on ±1, each half scored by the other half's fit."""
    random = np.random.default_rng(7)
    width, rows, rho = 4, 60, 0.9
    def draw(r):
        x = random.standard_normal((rows, width))
        x[:, 1] = r * x[:, 0] + np.sqrt(1 - r * r) * x[:, 1]
        return np.round(x, 6)
    before, after = draw(rho), draw(-rho)
    x = np.vstack([before, after])
    y = np.concatenate([np.zeros(rows), np.ones(rows)])
    folds = []
    for held in (0, 1):  # rows stand in turn in fold 0 and 1, before and after apart
        index = np.arange(len(x)) % 2
        train, test = index != held, index == held
        model = KernelRidge(kernel="poly", degree=2, gamma=1 / width, coef0=1, alpha=1.0)
        model.fit(x[train], 2 * y[train] - 1)
        scores = model.predict(x[test])
        ranked = mannwhitneyu(scores[y[test] == 1], scores[y[test] == 0],
                              alternative="greater", method="asymptotic", use_continuity=False)
        folds.append({"scores": scores.tolist(), "auc": float(roc_auc_score(y[test], scores)),
                      "pValue": float(ranked.pvalue)})
    tied_scores = [1, 1, 2, 2, 2, 3, 4, 4, 5, 1, 2, 3]
    tied_labels = [0, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1]
    s, l = np.array(tied_scores), np.array(tied_labels)
    tied = mannwhitneyu(s[l == 1], s[l == 0], alternative="greater", method="asymptotic", use_continuity=False)
    return {"before": before.tolist(), "after": after.tolist(), "folds": folds,
            "ties": {"scores": tied_scores, "labels": tied_labels,
                     "auc": float(roc_auc_score(l, s)), "pValue": float(tied.pvalue)}}


def main(data):
    reference, analysis = california(data)
    months = list(analysis.groupby(analysis["timestamp"].dt.to_period("M")))
    json.dump({
        "versions": {"numpy": np.__version__, "nannyml": nannyml.__version__},
        "columns": COLUMNS,
        "california": moments(reference, months),
        "nannyml": nannyml_months(reference, analysis),
        "classifier": classifier(),
    }, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main(sys.argv[1])
