"""Trains house-price on King County sales: LightGBM with native categorical features."""

import sys
from pathlib import Path

import lightgbm
import numpy as np
import onnxruntime
import pandas as pd
from onnxmltools.convert import convert_lightgbm
from onnxmltools.convert.common.data_types import FloatTensorType
from sklearn.metrics import mean_absolute_percentage_error

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from support import data, drift, expected, registry  # noqa: E402

SEED = 20261101
NUMERIC = [
    "bedrooms", "bathrooms", "sqft_living", "sqft_lot", "floors", "grade", "sqft_above", "sqft_basement", "yr_built",
    "lat", "long", "sqft_living15",
]  # fmt: skip
CATEGORICAL = ["waterfront", "view", "condition", "zipcode"]
MONTHS = ["201409", "201410", "201411", "201412", "201501", "201502", "201503", "201504", "201505"]


def load(folder: Path) -> pd.DataFrame:
    """The sales in time order, with a timestamp and category codes as text."""
    sales = pd.read_csv(folder / "kc-house" / "kc_house_data.csv.gz", dtype={n: str for n in CATEGORICAL})
    sales["month"] = sales["date"].str[:6]
    sales["timestamp"] = pd.to_datetime(sales["date"], format="%Y%m%dT%H%M%S").dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    # A house sold twice has one id.
    sales["sale"] = sales["id"].astype(str) + "-" + sales["date"].str[:8]
    return sales.sort_values("date", kind="stable").reset_index(drop=True)


def schema(fit: pd.DataFrame) -> dict:
    """The schema; a category's code is its place among the sorted names of the training rows."""
    return {
        "name": "house-price",
        "owner": "team-pricing",
        "task": "regression",
        "features": [registry.numeric(n) for n in NUMERIC]
        + [registry.categorical(n, codes=sorted(fit[n].unique())) for n in CATEGORICAL],
        "target": "price",
        "groups": [{"attribute": "waterfront", "reference": "0"}],
        "monitoring": {"windows": ["5m", "1h", "1d"], "minimum-rows": 500, "false-alarms": "1 per 30d"},
    }


def matrix(rows: pd.DataFrame, features: list[dict]) -> np.ndarray:
    """The float matrix: a category as its place in `codes`, missing and unknown as NaN."""
    columns = []
    for feature in features:
        column = rows[feature["name"]]
        if "codes" in feature:
            column = column.map({name: i for i, name in enumerate(feature["codes"])})
        columns.append(pd.to_numeric(column).to_numpy(dtype=np.float32))
    return np.column_stack(columns)


def train(x: np.ndarray, y: np.ndarray, names: list[str]) -> lightgbm.Booster:
    model = lightgbm.LGBMRegressor(
        n_estimators=120,
        num_leaves=12,
        learning_rate=0.1,
        min_child_samples=20,
        # Each category of a split becomes a node of its own in ONNX: few categories a split keep the file small.
        max_cat_threshold=6,
        max_cat_to_onehot=8,
        random_state=SEED,
        deterministic=True,
        force_row_wise=True,
        num_threads=1,
        verbosity=-1,
    )
    return float_thresholds(model.fit(x, y, feature_name=names, categorical_feature=CATEGORICAL).booster_)


def float_thresholds(booster: lightgbm.Booster) -> lightgbm.Booster:
    """The same model with every threshold rounded down to a float.

    ONNX keeps thresholds as floats. Rounded to the nearest, one between two neighbouring floats may pass a value
    of the data (here latitudes); rounded down, `x <= threshold` is the same for every float x.
    """
    lines = []
    for line in booster.model_to_string().split("\n"):
        if line.startswith("threshold="):
            exact = np.array(line.removeprefix("threshold=").split(), dtype=np.float64)
            rounded = exact.astype(np.float32)
            rounded = np.where(rounded > exact, np.nextafter(rounded, np.float32(-np.inf)), rounded)
            line = "threshold=" + " ".join(repr(float(t)) for t in rounded)
        # The sizes in bytes are optional and no longer true.
        if not line.startswith("tree_sizes="):
            lines.append(line)
    return lightgbm.Booster(model_str="\n".join(lines))


def with_missing(x: np.ndarray) -> np.ndarray:
    """A copy with two cells of a hundred missing: the model learns a branch for them."""
    masked = x.copy()
    masked[np.random.default_rng(SEED + 1).random(x.shape) < 0.02] = np.nan
    return masked


def serve(model_file: Path, x: np.ndarray) -> np.ndarray:
    session = onnxruntime.InferenceSession(str(model_file), providers=["CPUExecutionProvider"])
    return session.run(None, {"features": x})[0].reshape(-1)


def examples(later: pd.DataFrame) -> pd.DataFrame:
    """Fifty later rows, some with missing values and one with a zipcode the model never saw."""
    rows = later.sample(50, random_state=SEED).reset_index(drop=True)
    rows = rows.astype({n: float for n in NUMERIC})
    rows.loc[0, ["sqft_living", "grade"]] = None
    rows.loc[1, "zipcode"] = None
    rows.loc[2, ["view", "condition", "waterfront"]] = None
    rows.loc[3, NUMERIC + CATEGORICAL] = None
    return rows


def main() -> None:
    sales = load(data.arguments(__file__, __doc__).data)
    early, later = sales[sales["month"] <= "201408"], sales[sales["month"] > "201408"]
    held = np.random.default_rng(SEED).random(len(early)) < 0.25
    fit, held_out = early[~held], early[held]
    described = schema(fit)
    features, names = described["features"], NUMERIC + CATEGORICAL

    data.write_csv(fit[names + ["price"]], HERE / "build" / "train.csv")
    data.write_csv(held_out[names + ["price"]], HERE / "build" / "validation.csv")
    data.write_csv(later[["timestamp", "sale"] + names + ["price"]], HERE / "build" / "after.csv")

    model = train(with_missing(matrix(fit, features)), fit["price"].to_numpy(), names)
    converted = convert_lightgbm(
        model,
        name="house-price",
        initial_types=[("features", FloatTensorType([None, len(names)]))],
        target_opset=15,
        zipmap=False,
    )
    model_file = registry.write_model(HERE / "registry", described, converted, features_of_matrix=names)

    everything = matrix(sales, features)
    served, native = serve(model_file, everything), model.predict(everything)
    print(f"all {len(sales)} rows: largest relative difference {np.max(np.abs(served - native) / native):.2e}")
    assert np.allclose(served, native, rtol=1e-5, atol=0)

    chosen = examples(later)
    outputs = [
        expected.regression_outputs(v)
        for v in (serve(model_file, matrix(chosen, features)), model.predict(matrix(chosen, features)))
    ]
    expected.write_expected(
        HERE / "expected.json", model_file, described, expected.raw_rows(chosen, described), *outputs, tolerance=1e-5
    )

    held_out_values = serve(model_file, matrix(held_out, features))
    print(f"held out MAPE {mean_absolute_percentage_error(held_out['price'], held_out_values):.3f}")
    periods = {}
    for name in MONTHS + ["after"]:
        rows = later if name == "after" else later[later["month"] == name]
        periods[name] = drift.compare(described, fit, rows, held_out_values, serve(model_file, matrix(rows, features)))
    drift.write_drift(HERE / "drift.json", fit, periods, described["monitoring"]["minimum-rows"])


if __name__ == "__main__":
    main()
