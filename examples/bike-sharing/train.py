"""Trains bike-demand on January 2011: scikit-learn gradient boosting with one matrix input."""

import sys
from pathlib import Path

import numpy as np
import onnxruntime
import pandas as pd
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.metrics import mean_absolute_error

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from support import data, drift, expected, registry  # noqa: E402

SEED = 20261101
# The order is that of the matrix columns.
FEATURES = [
    registry.numeric("hr"),
    registry.boolean("holiday"),
    registry.categorical("weekday", codes=[str(d) for d in range(7)]),
    registry.boolean("workingday"),
    registry.categorical("weathersit", codes=["1", "2", "3", "4"]),
    registry.numeric("temp"),
    registry.numeric("atemp"),
    registry.numeric("hum"),
    registry.numeric("windspeed"),
]
NAMES = [f["name"] for f in FEATURES]

SCHEMA = {
    "name": "bike-demand",
    "owner": "team-mobility",
    "task": "regression",
    "features": FEATURES,
    "target": "cnt",
    "monitoring": {"windows": ["5m", "1h", "1d"], "minimum-rows": 500, "false-alarms": "1 per 30d"},
}


def load(folder: Path) -> pd.DataFrame:
    """The hours of 2011, with a timestamp and category codes as text."""
    hours = pd.read_csv(folder / "bike-sharing" / "hour.csv", dtype={"weekday": str, "weathersit": str})
    hours = hours[hours["dteday"].str.startswith("2011")].reset_index(drop=True)
    hours["timestamp"] = hours["dteday"] + "T" + hours["hr"].map("{:02d}".format) + ":00:00Z"
    return hours


def matrix(rows: pd.DataFrame) -> np.ndarray:
    """The float matrix: numbers and booleans as they are, a category as its place in `codes`, missing as NaN."""
    columns = []
    for feature in FEATURES:
        column = rows[feature["name"]]
        if "codes" in feature:
            column = column.map({name: i for i, name in enumerate(feature["codes"])})
        columns.append(pd.to_numeric(column).to_numpy(dtype=np.float32))
    return np.column_stack(columns)


def serve(model_file: Path, x: np.ndarray) -> np.ndarray:
    session = onnxruntime.InferenceSession(str(model_file), providers=["CPUExecutionProvider"])
    return session.run(None, {"features": x})[0].reshape(-1)


def examples(later: pd.DataFrame) -> pd.DataFrame:
    """Fifty later rows, some with missing values."""
    rows = later.sample(50, random_state=SEED).reset_index(drop=True)
    rows = rows.astype({"hr": float, "holiday": object, "workingday": object})
    rows.loc[0, ["temp", "atemp"]] = None
    rows.loc[1, "weathersit"] = None
    rows.loc[2, "holiday"] = None
    rows.loc[3, NAMES] = None
    return rows


def main() -> None:
    hours = load(data.arguments(__file__, __doc__).data)
    january = hours[hours["dteday"].str.startswith("2011-01")]
    later = hours[(hours["dteday"] >= "2011-02") & (hours["dteday"] < "2011-07")]
    # Every fourth hour is held out: 516 rows stay, enough for ten published bins.
    held = np.arange(len(january)) % 4 == 3
    fit, held_out = january[~held], january[held]

    columns = NAMES + ["cnt"]
    data.write_csv(fit[columns], HERE / "build" / "train.csv")
    data.write_csv(held_out[columns], HERE / "build" / "validation.csv")
    data.write_csv(later[["timestamp"] + columns], HERE / "build" / "feb-jun-2011.csv")

    model = HistGradientBoostingRegressor(
        max_iter=80, max_leaf_nodes=10, learning_rate=0.08, min_samples_leaf=10, early_stopping=False, random_state=SEED
    )
    model.fit(matrix(fit), fit["cnt"])
    converted = to_onnx(
        model,
        initial_types=[("features", FloatTensorType([None, len(NAMES)]))],
        target_opset=registry.OPSET,
        name="bike-demand",
    )
    model_file = registry.write_model(HERE / "registry", SCHEMA, converted, features_of_matrix=NAMES)

    chosen = examples(later)
    outputs = [expected.regression_outputs(v) for v in (serve(model_file, matrix(chosen)), model.predict(matrix(chosen)))]
    expected.write_expected(
        HERE / "expected.json", model_file, SCHEMA, expected.raw_rows(chosen, SCHEMA), *outputs, tolerance=1e-5
    )

    held_out_values = serve(model_file, matrix(held_out))
    print(f"held out MAE {mean_absolute_error(held_out['cnt'], held_out_values):.1f}")
    periods = {}
    for name in ["2011-02", "2011-03", "2011-04", "2011-05", "2011-06", "feb-jun-2011"]:
        rows = later if name == "feb-jun-2011" else later[later["dteday"].str.startswith(name)]
        values = serve(model_file, matrix(rows))
        periods[name] = drift.compare(SCHEMA, fit, rows, held_out_values, values)
        print(name, f"MAE {mean_absolute_error(rows['cnt'], values):.1f}")
    drift.write_drift(HERE / "drift.json", fit, periods, SCHEMA["monitoring"]["minimum-rows"])


if __name__ == "__main__":
    main()
