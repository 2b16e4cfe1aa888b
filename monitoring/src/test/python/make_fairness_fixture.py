#!/usr/bin/env python3
"""Writes counts of groups and what independent implementations say of them.

    python3 monitoring/src/test/python/make_fairness_fixture.py ../shared

Needs fairlearn 0.12, scikit-learn, statsmodels, scipy and pandas. AIF360's figures are those of
`reference/reference.json`. The output is committed.
"""
import json
import pathlib
import sys

import numpy as np
import pandas as pd
from fairlearn import metrics as fm
from scipy import stats
from sklearn import metrics as sk
from sklearn.compose import make_column_transformer
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

SHARED = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")
OUT = (
    pathlib.Path(__file__).parent.parent
    / "resources/com/nextgen/ml/monitoring/fairness/fairness.json"
)
Z = stats.norm.ppf(0.975)
RATES = {
    "selectionRate": fm.selection_rate,
    "truePositiveRate": fm.true_positive_rate,
    "falsePositiveRate": fm.false_positive_rate,
    "trueNegativeRate": fm.true_negative_rate,
    "falseNegativeRate": fm.false_negative_rate,
    "precision": lambda y, p: sk.precision_score(y, p, zero_division=np.nan),
    "accuracy": sk.accuracy_score,
}


def cells(y, p, g):
    """[group, truth, prediction, rows]"""
    frame = pd.DataFrame({"g": g, "y": y, "p": p})
    return [
        [str(a), int(b), int(c), int(n)] for (a, b, c), n in frame.groupby(["g", "y", "p"]).size().items()
    ]


def finite(values):
    return {str(k): float(v) for k, v in values.items() if np.isfinite(v)}


def rate_cells(y, p, rate):
    """Successes and rows of a rate."""
    y, p = np.asarray(y), np.asarray(p)
    rows, hits = {
        "selectionRate": (np.ones(len(y), bool), p == 1),
        "truePositiveRate": (y == 1, p == 1),
        "falsePositiveRate": (y == 0, p == 1),
        "trueNegativeRate": (y == 0, p == 0),
        "falseNegativeRate": (y == 1, p == 0),
        "precision": (p == 1, y == 1),
        "accuracy": (np.ones(len(y), bool), y == p),
    }[rate]
    return int((rows & hits).sum()), int(rows.sum())


def of_classes(name, y, p, g):
    y, p = np.asarray(y).astype(int), np.asarray(p).astype(int)
    g = np.asarray([str(x) for x in g])
    groups = {}
    for one in sorted(set(g)):
        at = g == one
        figures = {}
        for rate, function in RATES.items():
            k, n = rate_cells(y[at], p[at], rate)
            if n:
                figures[rate] = {
                    "value": float(function(y[at], p[at])),
                    "wilson": list(map(float, proportion_confint(k, n, 0.05, "wilson"))),
                    "exact": list(map(float, proportion_confint(k, n, 2e-6, "beta"))),
                }
        groups[one] = figures
    frame = {
        rate: fm.MetricFrame(metrics=f, y_true=y, y_pred=p, sensitive_features=g)
        for rate, f in RATES.items()
    }
    reference = max(sorted(set(g)), key=lambda one: (g == one).sum())
    gaps = {}
    for metric, rate in {
        "demographicParityDifference": "selectionRate",
        "equalOpportunityDifference": "truePositiveRate",
        "falsePositiveRateDifference": "falsePositiveRate",
        "predictiveParityDifference": "precision",
        "accuracyDifference": "accuracy",
    }.items():
        by = frame[rate].by_group
        k2, n2 = rate_cells(y[g == reference], p[g == reference], rate)
        gaps[metric] = {
            # A missing denominator is not 0: of one group alone there is no gap.
            "worst": float(by.max() - by.min()) if by.notna().sum() > 1 else None,
            "toReference": finite((by - by[reference]).drop(reference)),
            "toAll": finite(by - frame[rate].overall) if by.notna().sum() > 1 else {},
            "newcombe": {},
        }
        for one in by.index.drop(reference):
            k, n = rate_cells(y[g == one], p[g == one], rate)
            if n and n2:
                gaps[metric]["newcombe"][str(one)] = list(
                    map(float, confint_proportions_2indep(k, n, k2, n2, method="newcomb"))
                )
    gaps["disparateImpactRatio"] = {
        "worst": float(fm.demographic_parity_ratio(y, p, sensitive_features=g)),
        "toReference": finite(
            (frame["selectionRate"].by_group / frame["selectionRate"].by_group[reference]).drop(
                reference
            )
        ),
        "log": {},
    }
    k2, n2 = rate_cells(y[g == reference], p[g == reference], "selectionRate")
    for one in sorted(set(g) - {reference}):
        k, n = rate_cells(y[g == one], p[g == one], "selectionRate")
        if k and k2:
            gaps["disparateImpactRatio"]["log"][one] = list(
                map(
                    float,
                    confint_proportions_2indep(k, n, k2, n2, compare="ratio", method="log"),
                )
            )
    gaps["equalizedOddsDifference"] = {
        "worst": float(fm.equalized_odds_difference(y, p, sensitive_features=g))
    }
    return {
        "name": name,
        "reference": reference,
        "cells": cells(y, p, g),
        "groups": groups,
        "gaps": gaps,
    }


def predicted(x, y, numbers, threshold=0.5):
    """Of the second half of the rows, by a model of the first."""
    names = [c for c in x.columns if c not in numbers]
    model = make_pipeline(
        make_column_transformer(
            (StandardScaler(), numbers), (OneHotEncoder(handle_unknown="ignore"), names)
        ),
        LogisticRegression(max_iter=2000),
    )
    order = np.random.default_rng(7).permutation(len(x))
    train, test = order[: len(x) // 2], order[len(x) // 2 :]
    model.fit(x.iloc[train], y[train])
    score = model.predict_proba(x.iloc[test])[:, 1]
    return test, (score >= threshold).astype(int)


def adult():
    d = pd.read_csv(SHARED / "data/adult/adult.csv.gz")
    y = (d["income-per-year"].str.strip() == ">50K").astype(int).to_numpy()
    numbers = ["age", "education-num", "capital-gain", "hours-per-week"]
    test, p = predicted(d[numbers + ["workclass", "occupation", "marital-status"]], y, numbers)
    d, y = d.iloc[test], y[test]
    sex, race = d["sex"].str.strip(), d["race"].str.strip()
    age = pd.cut(d["age"], [0, 25, 40, 60, 200], right=False, labels=["<25", "25-40", "40-60", ">=60"])
    return [
        of_classes("adult sex", y, p, sex),
        of_classes("adult race", y, p, race),
        of_classes("adult age", y, p, age),
        of_classes("adult sex,race", y, p, sex + "," + race),
    ]


def german():
    d = pd.read_csv(SHARED / "data/german-credit/german.csv")
    y = (d["credit"] == 1).astype(int).to_numpy()
    numbers = ["month", "credit_amount"]
    test, p = predicted(d[numbers + ["status", "credit_history", "savings"]], y, numbers)
    d, y = d.iloc[test], y[test]
    sex = np.where(d["personal_status"].isin(["A92", "A95"]), "female", "male")
    age = np.where(d["age"] <= 25, "young", "old")
    return [
        of_classes("german-credit sex", y, p, sex),
        of_classes("german-credit sex,age", y, p, pd.Series(sex) + "," + pd.Series(age)),
    ]


def trustyai():
    x = pd.read_csv(SHARED / "data/trustyai-income/income-biased-inputs.csv")
    y = pd.read_csv(SHARED / "data/trustyai-income/income-biased-outputs.csv")["income"].to_numpy()
    frame = x.astype({"race": str, "gender": str})
    test, p = predicted(frame, y, ["age"], threshold=0.3)
    frame, y = frame.iloc[test], y[test]
    return [
        of_classes("trustyai-income gender", y, p, frame["gender"]),
        of_classes("trustyai-income race", y, p, frame["race"]),
        of_classes("trustyai-income gender,race", y, p, frame["gender"] + "," + frame["race"]),
    ]


def several_classes():
    """One class against the rest, by fairlearn on 0/1 columns; accuracy of the classes."""
    rng = np.random.default_rng(3)
    n = 900
    g = rng.choice(["a", "b", "c"], n, p=[0.6, 0.3, 0.1])
    y = rng.choice(3, n, p=[0.5, 0.3, 0.2])
    p = np.where(rng.random(n) < np.where(g == "a", 0.8, 0.6), y, rng.choice(3, n))
    accuracy = fm.MetricFrame(
        metrics=sk.accuracy_score, y_true=y, y_pred=p, sensitive_features=g
    ).by_group
    frame = pd.DataFrame({"g": g, "y": y, "p": p})
    return {
        "cells": [
            [str(a), int(b), int(c), int(m)]
            for (a, b, c), m in frame.groupby(["g", "y", "p"]).size().items()
        ],
        "accuracy": finite(accuracy),
        "classes": [
            {
                rate: finite(
                    fm.MetricFrame(
                        metrics=RATES[rate],
                        y_true=(y == one).astype(int),
                        y_pred=(p == one).astype(int),
                        sensitive_features=g,
                    ).by_group
                )
                for rate in ["selectionRate", "truePositiveRate", "falsePositiveRate"]
            }
            for one in range(3)
        ],
    }


def of_values():
    d = pd.read_csv(SHARED / "data/kc-house/kc_house_data.csv.gz").iloc[::40]
    x = d[["sqft_living", "grade", "bedrooms", "yr_built"]]
    y = np.log10(d["price"].to_numpy())
    p = LinearRegression().fit(x[::2], y[::2]).predict(x)
    g = np.where(d["view"] > 0, "view", "none")
    figures = {
        "meanError": lambda y, p: np.mean(p - y),
        "mae": sk.mean_absolute_error,
        "rmse": lambda y, p: np.sqrt(sk.mean_squared_error(y, p)),
        "meanPrediction": fm.mean_prediction,
    }
    errors = p - y
    return {
        "rows": [[a, float(b), float(c)] for a, b, c in zip(g, y, p)],
        "groups": {
            one: {name: float(f(y[g == one], p[g == one])) for name, f in figures.items()}
            for one in sorted(set(g))
        },
        "standardError": {
            one: {
                "meanError": float(stats.sem(errors[g == one])),
                "mae": float(stats.sem(np.abs(errors[g == one]))),
                "meanPrediction": float(stats.sem(p[g == one])),
            }
            for one in sorted(set(g))
        },
        "toNone": {
            name: float(f(y[g == "view"], p[g == "view"]) - f(y[g == "none"], p[g == "none"]))
            for name, f in figures.items()
        },
    }


def aif360():
    reference = json.loads((SHARED / "reference/reference.json").read_text())
    data = SHARED / "data/adult-aif360-encoded"
    whole = pd.read_csv(data / "data.csv")
    actual, guess = pd.read_csv(data / "actual_20.csv"), pd.read_csv(data / "predicted_20.csv")
    published = reference["adult-aif360-encoded"]["published_AIF360_R_test"]
    small = reference["aif360-20rows"]
    return {
        "labels": {
            "cells": cells(whole["income"] == 0, whole["income"] == 0, whole["sex"]),
            "statisticalParityDifference": published["statistical_parity_difference"],
            "disparateImpact": reference["adult-aif360-encoded"]["mine_B_minus_A"]["dir"],
        },
        "twentyRows": {
            "cells": cells(actual["income"] == 1, guess["income"] == 1, actual["sex"]),
            "statisticalParityDifference": small["spd(u-p)"],
            "disparateImpact": small["dir"],
            "equalOpportunityDifference": small["equal_opportunity_difference"],
            "averageOddsDifference": small["average_odds_difference"],
            "averageAbsoluteOddsDifference": small["average_abs_odds_difference"],
        },
    }


OUT.parent.mkdir(parents=True, exist_ok=True)
OUT.write_text(
    json.dumps(
        {
            "z": Z,
            "classes": adult() + german() + trustyai(),
            "severalClasses": several_classes(),
            "values": of_values(),
            "aif360": aif360(),
        },
        indent=1,
    )
    + "\n"
)
