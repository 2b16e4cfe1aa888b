#!/usr/bin/env python3
"""Writes labelled predictions and what independent implementations say of them.

    python3 monitoring/src/test/python/make_performance_fixture.py ../shared/data

Needs scikit-learn 1.7, scipy, statsmodels and pandas. The output is committed.
"""
import json
import pathlib
import sys

import numpy as np
import pandas as pd
from scipy import stats
from sklearn import metrics as m
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from statsmodels.stats.proportion import proportion_confint

DATA = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data")
OUT = (
    pathlib.Path(__file__).parent.parent
    / "resources/com/nextgen/ml/monitoring/figures/performance.json"
)
ROWS = 1500
Z = stats.norm.ppf(0.975)
RNG = np.random.default_rng(4)


def wilson(k, n):
    return [float(x) for x in proportion_confint(k, n, method="wilson")]


def delong_error(truth, score):
    """From the scores themselves: placement values, ties counted half."""
    pos, neg = score[truth == 1], score[truth == 0]
    wins = (pos[:, None] > neg[None, :]) + 0.5 * (pos[:, None] == neg[None, :])
    v10, v01 = wins.mean(axis=1), wins.mean(axis=0)
    return float(np.sqrt(v10.var(ddof=1) / len(pos) + v01.var(ddof=1) / len(neg)))


def calibration_error(label, score):
    width = np.minimum(9, (score * 10).astype(int))
    return float(sum(abs(np.sum((score - label)[width == k])) for k in range(10)) / len(score))


def jackknife(figure, *columns):
    n = len(columns[0])
    keep = ~np.eye(n, dtype=bool)
    values = np.array([figure(*(c[keep[i]] for c in columns)) for i in range(n)])
    return float(np.sqrt((n - 1) / n * np.sum((values - values.mean()) ** 2)))


def mean_error(x):
    return float(stats.sem(x))


def binary(name, truth, score):
    truth = np.asarray(truth, dtype=int)
    score = np.asarray(score, dtype=float)
    said = (score >= 0.5).astype(int)
    tn, fp, fn, tp = m.confusion_matrix(truth, said, labels=[0, 1]).ravel().tolist()
    figures = {
        "accuracy": m.accuracy_score(truth, said),
        "logLoss": m.log_loss(truth, score, labels=[0, 1]),
        "brier": m.brier_score_loss(truth, score),
        "calibrationError": calibration_error(truth, score),
    }
    errors = {
        "logLoss": mean_error(-np.log(np.clip(np.where(truth == 1, score, 1 - score), 2.0**-52, 1))),
        "brier": mean_error((score - truth) ** 2),
    }
    intervals = {"accuracy": wilson(tp + tn, len(truth))}
    if tp + fn + fp:
        figures["f1"] = m.f1_score(truth, said)
        low, high = wilson(tp, tp + fp + fn)
        intervals["f1"] = [2 * low / (1 + low), 2 * high / (1 + high)]
    if tp + fp:
        figures["precision"] = m.precision_score(truth, said)
        intervals["precision"] = wilson(tp, tp + fp)
    if tp + fn:
        figures["recall"] = m.recall_score(truth, said)
        intervals["recall"] = wilson(tp, tp + fn)
    with np.errstate(all="ignore"):
        figures["balancedAccuracy"] = m.balanced_accuracy_score(truth, said)
    if 0 < truth.sum() < len(truth):
        figures["auc"] = m.roc_auc_score(truth, score)
        figures["averagePrecision"] = m.average_precision_score(truth, score)
        errors["auc"] = delong_error(truth, score)
    return case(name, "binary-classification", truth, said, score, figures, errors, intervals)


def many(name, truth, scores, classes):
    truth = np.asarray(truth, dtype=int)
    said = scores.argmax(axis=1)
    labels = list(range(classes))
    macro = {"average": "macro", "zero_division": 0}
    figures = {
        "accuracy": m.accuracy_score(truth, said),
        "balancedAccuracy": m.balanced_accuracy_score(truth, said),
        "precision": m.precision_score(truth, said, **macro),
        "recall": m.recall_score(truth, said, **macro),
        "f1": m.f1_score(truth, said, **macro),
        "logLoss": m.log_loss(truth, scores, labels=labels),
        "brier": float(np.mean(np.sum((scores - np.eye(classes)[truth]) ** 2, axis=1))),
        "calibrationError": calibration_error((truth == said).astype(int), scores.max(axis=1)),
    }
    if len(set(truth)) == classes:
        figures["auc"] = m.roc_auc_score(truth, scores, multi_class="ovr", labels=labels)
        hot = np.eye(classes)[truth]
        figures["averagePrecision"] = m.average_precision_score(hot, scores, average="macro")
    errors = {"f1": jackknife(lambda t, s: m.f1_score(t, s, **macro), truth, said)}
    intervals = {"accuracy": wilson(int((truth == said).sum()), len(truth))}
    made = case(name, "multiclass-classification", truth, said, scores.max(axis=1), figures, errors, intervals)
    made["classes"] = classes
    made["scores"] = scores.ravel().tolist()
    return made


def regression(name, truth, said):
    truth = np.asarray(truth, dtype=float)
    said = np.asarray(said, dtype=float)
    error = said - truth
    used = truth != 0
    figures = {
        "mae": m.mean_absolute_error(truth, said),
        "rmse": m.root_mean_squared_error(truth, said),
        "r2": m.r2_score(truth, said),
        "bias": float(error.mean()),
    }
    errors = {
        "mae": mean_error(abs(error)),
        "bias": mean_error(error),
        "rmse": mean_error(error**2) / (2 * figures["rmse"]) if figures["rmse"] else 0.0,
        "r2": jackknife(m.r2_score, truth, said),
    }
    if used.any():
        figures["mape"] = m.mean_absolute_percentage_error(truth[used], said[used])
        errors["mape"] = mean_error(abs(error / np.where(used, truth, 1))[used])
    return case(name, "regression", truth, None, said, figures, errors, {})


def case(name, task, truth, said, score, figures, errors, intervals):
    return {
        "name": name,
        "task": task,
        "actual": truth.tolist(),
        "predicted": [] if said is None else said.tolist(),
        "score": score.tolist(),
        "figures": {k: float(v) for k, v in figures.items()},
        "standardErrors": errors,
        "intervals": intervals,
    }


def split(x, y):
    order = RNG.permutation(len(y))
    half = len(y) // 2
    return x[order[:half]], y[order[:half]], x[order[half:]][:ROWS], y[order[half:]][:ROWS]


def short(values):
    """Few digits keep the file small and make ties."""
    return np.round(values, 5)


def cases():
    shop = pd.read_csv(DATA / "online-shoppers/online_shoppers_intention.csv")
    x = shop.select_dtypes("number").to_numpy(float)
    a, b, c, d = split(x, shop["Revenue"].astype(int).to_numpy())
    model = HistGradientBoostingClassifier(random_state=0, max_iter=60).fit(a, b)
    yield binary("shoppers", d, short(model.predict_proba(c)[:, 1]))

    adult = pd.read_csv(DATA / "adult/adult.csv.gz", skipinitialspace=True)
    y = adult.iloc[:, -1].astype(str).str.contains(">50K").astype(int).to_numpy()
    a, b, c, d = split(adult.select_dtypes("number").to_numpy(float), y)
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(a, b)
    score = short(model.predict_proba(c)[:, 1])
    yield binary("adult", d, score)
    yield binary("ties", d, np.round(score, 1))
    yield binary("small", d[:12], score[:12])
    yield binary("no-positives", np.zeros(40, dtype=int), score[:40])
    yield binary("all-right", np.r_[np.zeros(30, dtype=int), np.ones(9, dtype=int)],
                 np.r_[np.linspace(0, 0.4, 30), np.linspace(0.6, 1, 9)])

    house = pd.read_csv(DATA / "nannyml-california/california_housing_reference.csv")
    yield binary("california", house["clf_target"][:ROWS], house["y_pred_proba"][:ROWS])

    bike = pd.read_csv(DATA / "bike-sharing/hour.csv")
    names = ["season", "hr", "workingday", "temp", "hum", "windspeed"]
    x = bike[names].to_numpy(float)
    a, b, c, d = split(x, bike["cnt"].to_numpy(float))
    model = HistGradientBoostingRegressor(random_state=0).fit(a, b)
    said = np.round(model.predict(c), 2)
    yield regression("bike-sharing", d, said)
    yield regression("zero-truths", np.where(np.arange(ROWS) % 7 == 0, 0, d), said)
    yield regression("one-truth", np.full(20, 3.0), said[:20])

    weather = np.minimum(bike["weathersit"].to_numpy(int), 3) - 1
    a, b, c, d = split(bike[["season", "hr", "temp", "hum", "windspeed"]].to_numpy(float), weather)
    model = HistGradientBoostingClassifier(random_state=0, max_iter=40).fit(a, b)
    scores = model.predict_proba(c)[:900]
    scores = short(scores)
    scores[:, 0] = 1 - scores[:, 1] - scores[:, 2]
    yield many("weathersit", d[:900], scores, 3)
    keep = d[:900] != 2
    yield many("class-absent", d[:900][keep][:200], scores[keep][:200], 3)


def isotonic():
    """Labels by bin, and scikit-learn's fit of their shares."""
    out = []
    for size, n in ((10, 60), (50, 900), (200, 4000)):
        score = RNG.beta(0.7, 2, n)
        label = RNG.random(n) < score**1.3
        at = np.minimum(size - 1, (score * size).astype(int))
        rows = np.bincount(at, minlength=size)
        positives = np.bincount(at, weights=label, minlength=size)
        filled = rows > 0
        fit = IsotonicRegression().fit(
            np.arange(size)[filled], positives[filled] / rows[filled], sample_weight=rows[filled]
        )
        out.append({
            "rows": rows.tolist(),
            "positives": positives.astype(int).tolist(),
            "fitted": [None if not f else float(v) for f, v in zip(filled, fit.predict(np.arange(size)))],
        })
    return out


OUT.parent.mkdir(parents=True, exist_ok=True)
OUT.write_text(json.dumps({"cases": list(cases()), "isotonic": isotonic()}, separators=(",", ":")) + "\n")
print(OUT, OUT.stat().st_size)
