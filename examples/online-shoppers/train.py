"""Trains shopper-intent on online shoppers: a scikit-learn pipeline with one ONNX input per feature."""

import calendar
import sys
from pathlib import Path

import numpy as np
import onnxruntime
import pandas as pd
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType, StringTensorType
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.metrics import f1_score, roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from support import data, drift, expected, registry  # noqa: E402

SEED = 20261101
TRAIN_MONTHS = ["Feb", "Mar", "May"]
LATER_MONTHS = ["June", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
MISSING = "missing"
NUMERIC = [
    "Administrative", "Administrative_Duration", "Informational", "Informational_Duration", "ProductRelated",
    "ProductRelated_Duration", "BounceRates", "ExitRates", "PageValues", "SpecialDay",
]  # fmt: skip
# Codes of the first four have no order and no arithmetic: they are categories.
CATEGORICAL = ["OperatingSystems", "Browser", "Region", "TrafficType", "VisitorType"]
BOOLEAN = ["Weekend"]

SCHEMA = {
    "name": "shopper-intent",
    "owner": "team-search",
    "task": "binary-classification",
    "features": [registry.numeric(n) for n in NUMERIC]
    + [registry.categorical(n, missing=MISSING) for n in CATEGORICAL]
    + [registry.boolean(n) for n in BOOLEAN],
    "target": "Revenue",
    "classes": ["false", "true"],
    "positive-class": "true",
    "label-spellings": {"TRUE": "true", "FALSE": "false", "1": "true", "0": "false"},
    "threshold": 0.5,
    "groups": [
        {"attribute": "VisitorType", "reference": "Returning_Visitor", "favourable": "true"},
        {"attribute": "Region", "reference": "1", "favourable": "true"},
    ],
    "crossed": [["VisitorType", "Region"]],
    "monitoring": {"windows": ["5m", "1h", "1d"], "minimum-rows": 500, "false-alarms": "1 per 30d"},
}


def load(folder: Path) -> pd.DataFrame:
    """The sessions, with category codes as text of one spelling."""
    codes = {name: str for name in CATEGORICAL}
    return pd.read_csv(folder / "online-shoppers" / "online_shoppers_intention.csv", dtype=codes)


def model_inputs(rows: pd.DataFrame) -> pd.DataFrame:
    """What the pipeline is given: float values, text for categories, 0 and 1 for booleans."""
    given = pd.DataFrame(index=rows.index)
    for name in NUMERIC + BOOLEAN:
        given[name] = rows[name].astype(np.float32)
    for name in CATEGORICAL:
        given[name] = rows[name].fillna(MISSING).astype(str)
    return given


def pipeline():
    preparation = ColumnTransformer(
        [
            ("numbers", SimpleImputer(strategy="median"), NUMERIC + BOOLEAN),
            ("categories", OneHotEncoder(handle_unknown="ignore", sparse_output=False), CATEGORICAL),
        ]
    )
    boosting = GradientBoostingClassifier(
        n_estimators=80, max_depth=3, learning_rate=0.1, subsample=0.8, random_state=SEED
    )
    return make_pipeline(preparation, boosting)


def convert(model):
    inputs = [(n, FloatTensorType([None, 1])) for n in NUMERIC]
    inputs += [(n, StringTensorType([None, 1])) for n in CATEGORICAL]
    inputs += [(n, FloatTensorType([None, 1])) for n in BOOLEAN]
    # The default ZipMap: probabilities are a sequence of maps from class name to probability.
    return to_onnx(model, initial_types=inputs, target_opset=registry.OPSET, name="shopper-intent")


def serve(model_file: Path, given: pd.DataFrame) -> np.ndarray:
    """Probabilities of ONNX Runtime in the order of the classes."""
    session = onnxruntime.InferenceSession(str(model_file), providers=["CPUExecutionProvider"])
    feeds = {}
    for name in given.columns:
        kind = object if name in CATEGORICAL else np.float32
        feeds[name] = given[name].to_numpy(dtype=kind).reshape(-1, 1)
    maps = session.run(["output_probability"], feeds)[0]
    return np.array([[row[c] for c in SCHEMA["classes"]] for row in maps])


def examples(later: pd.DataFrame) -> pd.DataFrame:
    """Fifty later rows, some with missing values and one with categories the model never saw."""
    rows = later.sample(50, random_state=SEED).reset_index(drop=True)
    rows = rows.astype({n: float for n in NUMERIC} | {"Weekend": object})
    rows.loc[0, "PageValues"] = None
    rows.loc[1, ["BounceRates", "ExitRates"]] = None
    rows.loc[2, "VisitorType"] = None
    rows.loc[3, "Weekend"] = None
    rows.loc[4, NUMERIC] = None
    rows.loc[5, ["Browser", "TrafficType"]] = "99"
    return rows


def stream(later: pd.DataFrame) -> pd.DataFrame:
    """Later rows with a timestamp: the data name the month alone, so a month's rows are spread evenly over it."""
    parts = []
    for name in LATER_MONTHS:
        rows = later[later["Month"] == name].copy()
        month = list(calendar.month_abbr).index(name[:3])
        first = pd.Timestamp(2021, month, 1, tz="UTC")
        step = (first + pd.offsets.MonthBegin(1) - first) / len(rows)
        rows.insert(0, "timestamp", [(first + i * step).strftime("%Y-%m-%dT%H:%M:%SZ") for i in range(len(rows))])
        parts.append(rows)
    return pd.concat(parts)


def main() -> None:
    sessions = load(data.arguments(__file__, __doc__).data)
    early = sessions[sessions["Month"].isin(TRAIN_MONTHS)]
    later = sessions[sessions["Month"].isin(LATER_MONTHS)]
    fit, held_out = train_test_split(early, test_size=0.25, random_state=SEED, stratify=early["Revenue"])
    fit, held_out = fit.sort_index(), held_out.sort_index()
    after = stream(later)

    columns = NUMERIC + CATEGORICAL + BOOLEAN + ["Revenue"]
    data.write_csv(fit[columns], HERE / "build" / "train.csv")
    data.write_csv(held_out[columns], HERE / "build" / "validation.csv")
    data.write_csv(after, HERE / "build" / "after.csv")

    model = pipeline().fit(model_inputs(fit), fit["Revenue"].map({True: "true", False: "false"}))
    assert list(model.classes_) == SCHEMA["classes"]
    model_file = registry.write_model(HERE / "registry", SCHEMA, convert(model))

    chosen = examples(later)
    given = model_inputs(chosen)
    outputs = [
        expected.classifier_outputs(p, SCHEMA["classes"], "true", SCHEMA["threshold"])
        for p in (serve(model_file, given), model.predict_proba(given))
    ]
    expected.write_expected(
        HERE / "expected.json", model_file, SCHEMA, expected.raw_rows(chosen, SCHEMA), *outputs, tolerance=1e-5
    )

    held_out_scores = serve(model_file, model_inputs(held_out))[:, 1]
    periods = {}
    for name in LATER_MONTHS + ["after"]:
        rows = later if name == "after" else later[later["Month"] == name]
        scores = serve(model_file, model_inputs(rows))[:, 1]
        periods[name] = drift.compare(SCHEMA, fit, rows, held_out_scores, scores)
        print(name, f"F1 {f1_score(rows['Revenue'], scores >= 0.5):.3f} AUC {roc_auc_score(rows['Revenue'], scores):.3f}")
    drift.write_drift(HERE / "drift.json", fit, periods, SCHEMA["monitoring"]["minimum-rows"])
    print(f"held out F1 {f1_score(held_out['Revenue'], held_out_scores >= 0.5):.3f}")


if __name__ == "__main__":
    main()
