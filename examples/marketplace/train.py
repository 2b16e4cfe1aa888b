"""Trains the two models of the simulated marketplace: purchase-intent and price-suggestion."""

import sys
from pathlib import Path

import numpy as np
import onnxruntime
import pandas as pd
import simulate
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType, StringTensorType
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingClassifier, GradientBoostingRegressor
from sklearn.impute import SimpleImputer
from sklearn.metrics import mean_absolute_percentage_error, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from support import data, drift, expected, registry  # noqa: E402

SEED = 20261101
FIT_ROWS, HELD_OUT_ROWS, PHASE_ROWS = 20_000, 8_000, 4_000
MISSING = "missing"
MONITORING = {"windows": ["1m", "5m"], "minimum-rows": 500, "false-alarms": "1 per 30d",
              "label-delay": "30s", "labels-per-day": 5000}

PURCHASE_INTENT = {
    "name": "purchase-intent",
    "owner": "team-marketplace",
    "task": "binary-classification",
    "features": [registry.numeric("price"), registry.categorical("category", missing=MISSING)]
    + [registry.categorical("device", missing=MISSING), registry.categorical("country", missing=MISSING)]
    + [registry.numeric(n) for n in ["hour", "basket_size", "basket_value", "pages_viewed", "session_seconds"]]
    + [registry.numeric("discount"), registry.boolean("returning")],
    "target": "purchased",
    "classes": ["false", "true"],
    "positive-class": "true",
    "label-spellings": {"TRUE": "true", "FALSE": "false", "1": "true", "0": "false"},
    "threshold": 0.5,
    "groups": [
        {"attribute": "country", "reference": "DE", "favourable": "true"},
        {"attribute": "device", "reference": "mobile", "favourable": "true"},
    ],
    "monitoring": MONITORING,
}
PRICE_SUGGESTION = {
    "name": "price-suggestion",
    "owner": "team-marketplace",
    "task": "regression",
    "features": [registry.categorical("category", missing=MISSING), registry.categorical("brand_tier", missing=MISSING)]
    + [registry.categorical("country", missing=MISSING)]
    + [registry.numeric(n) for n in ["competitor_price", "rating", "reviews", "weight", "stock"]]
    + [registry.boolean("free_shipping")],
    "target": "price",
    "groups": [{"attribute": "country", "reference": "DE"}],
    "monitoring": MONITORING,
}


def names(schema: dict, categorical: bool) -> list[str]:
    return [f["name"] for f in schema["features"] if (f["type"] == "categorical") == categorical]


def model_inputs(schema: dict, rows: pd.DataFrame) -> pd.DataFrame:
    """What a pipeline is given: float values, text for categories, 0 and 1 for booleans."""
    given = pd.DataFrame(index=rows.index)
    for name in names(schema, categorical=False):
        given[name] = rows[name].astype(np.float32)
    for name in names(schema, categorical=True):
        given[name] = rows[name].fillna(MISSING).astype(str)
    return given


def pipeline(schema: dict, estimator):
    preparation = ColumnTransformer(
        [
            ("numbers", SimpleImputer(strategy="median"), names(schema, categorical=False)),
            ("categories", OneHotEncoder(handle_unknown="ignore", sparse_output=False), names(schema, categorical=True)),
        ]
    )
    return make_pipeline(preparation, estimator)


def convert(schema: dict, model, options=None):
    inputs = [(n, FloatTensorType([None, 1])) for n in names(schema, categorical=False)]
    inputs += [(n, StringTensorType([None, 1])) for n in names(schema, categorical=True)]
    return to_onnx(model, initial_types=inputs, target_opset=registry.OPSET, name=schema["name"], options=options)


def serve(schema: dict, model_file: Path, given: pd.DataFrame) -> np.ndarray:
    """The last output of the model: probabilities [n, 2] or values [n, 1]."""
    session = onnxruntime.InferenceSession(str(model_file), providers=["CPUExecutionProvider"])
    text = set(names(schema, categorical=True))
    feeds = {n: given[n].to_numpy(dtype=object if n in text else np.float32).reshape(-1, 1) for n in given.columns}
    return session.run([session.get_outputs()[-1].name], feeds)[0]


def examples(schema: dict, rows: pd.DataFrame) -> pd.DataFrame:
    """Fifty rows, some with missing values and one with a category the model never saw."""
    rows = rows.head(50).copy()
    numbers = [f["name"] for f in schema["features"] if f["type"] == "numeric"]
    flags = [f["name"] for f in schema["features"] if f["type"] == "boolean"]
    rows = rows.astype({n: float for n in numbers} | {n: object for n in flags})
    rows.loc[0, numbers[0]] = None
    rows.loc[1, "country"] = None
    rows.loc[2, flags] = None
    rows.loc[3, numbers] = None
    rows.loc[4, "country"] = simulate.NEW_COUNTRY
    return rows


def purchase_intent(random: np.random.Generator) -> None:
    schema = PURCHASE_INTENT
    fit, held_out = samples(schema, simulate.sessions, random)
    boosting = GradientBoostingClassifier(n_estimators=60, max_depth=3, learning_rate=0.15, random_state=SEED)
    model = pipeline(schema, boosting).fit(model_inputs(schema, fit), fit["purchased"].astype(int))
    # Without ZipMap: probabilities are a tensor [n, 2]; the label is 0 or 1.
    model_file = registry.write_model(HERE / "registry", schema, convert(schema, model, {"zipmap": False}))

    chosen = examples(schema, simulate.sessions(50, random))
    given = model_inputs(schema, chosen)
    outputs = [
        expected.classifier_outputs(p, schema["classes"], "true", schema["threshold"])
        for p in (serve(schema, model_file, given), model.predict_proba(given))
    ]
    write_expected(schema, model_file, chosen, outputs)
    scores = serve(schema, model_file, model_inputs(schema, held_out))[:, 1]
    print(f"held out AUC {roc_auc_score(held_out['purchased'], scores):.3f}, rate {held_out['purchased'].mean():.3f}")
    write_drift(schema, model_file, fit, scores, simulate.sessions, random)


def price_suggestion(random: np.random.Generator) -> None:
    schema = PRICE_SUGGESTION
    fit, held_out = samples(schema, simulate.listings, random)
    boosting = GradientBoostingRegressor(n_estimators=120, max_depth=4, learning_rate=0.1, random_state=SEED)
    model = pipeline(schema, boosting).fit(model_inputs(schema, fit), fit["price"])
    model_file = registry.write_model(HERE / "registry", schema, convert(schema, model))

    chosen = examples(schema, simulate.listings(50, random))
    given = model_inputs(schema, chosen)
    outputs = [expected.regression_outputs(v) for v in (serve(schema, model_file, given), model.predict(given))]
    write_expected(schema, model_file, chosen, outputs)
    values = serve(schema, model_file, model_inputs(schema, held_out))[:, -1]
    print(f"held out MAPE {mean_absolute_percentage_error(held_out['price'], values):.3f}")
    write_drift(schema, model_file, fit, values, simulate.listings, random)


def samples(schema: dict, draw, random: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Fit rows and held-out rows, also written for the command line."""
    fit, held_out = draw(FIT_ROWS, random), draw(HELD_OUT_ROWS, random)
    columns = [f["name"] for f in schema["features"]] + [schema["target"]]
    data.write_csv(fit[columns], HERE / "build" / schema["name"] / "train.csv")
    data.write_csv(held_out[columns], HERE / "build" / schema["name"] / "validation.csv")
    return fit, held_out


def write_expected(schema: dict, model_file: Path, chosen: pd.DataFrame, outputs: list) -> None:
    path = HERE / f"expected-{schema['name']}.json"
    expected.write_expected(path, model_file, schema, expected.raw_rows(chosen, schema), *outputs, tolerance=1e-5)


def write_drift(schema: dict, model_file: Path, fit, held_out_outputs, draw, random: np.random.Generator) -> None:
    """One period a phase of the simulation."""
    periods = {}
    columns = [f["name"] for f in schema["features"]] + [schema["target"]]
    for phase in simulate.PHASES:
        rows = draw(PHASE_ROWS, random, phase)
        data.write_csv(rows[columns], HERE / "build" / schema["name"] / f"{phase}.csv")
        outputs = serve(schema, model_file, model_inputs(schema, rows))[:, -1]
        periods[phase] = drift.compare(schema, fit, rows, held_out_outputs, outputs)
    path = HERE / f"drift-{schema['name']}.json"
    drift.write_drift(path, fit, periods, schema["monitoring"]["minimum-rows"], simulated=True)


if __name__ == "__main__":
    data.arguments(__file__, __doc__)
    purchase_intent(np.random.default_rng(SEED))
    price_suggestion(np.random.default_rng(SEED + 1))
