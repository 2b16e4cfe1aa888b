"""Trains twenty-features, the model of the load harness: boosted trees over one matrix of 20 simulated features.

The features are continuous and of mixed skew (normal, log-normal, uniform and gamma by turns), so that the baseline
gives every one of them the full number of fine bins.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "examples"))

from support import data, registry  # noqa: E402

SEED = 20261101
TRAINING_ROWS, HELD_OUT_ROWS = 40_000, 10_000
NAMES = [f"x{i}" for i in range(20)]

SCHEMA = {
    "name": "twenty-features",
    "owner": "benchmarks",
    "task": "binary-classification",
    "features": [registry.numeric(name) for name in NAMES],
    "target": "y",
    "classes": ["0", "1"],
    "positive-class": "1",
    "threshold": 0.5,
    "monitoring": {"windows": ["5m", "1h", "1d"], "minimum-rows": 500, "false-alarms": "1 per 30d"},
}


def simulate(rows: int, random: np.random.Generator) -> pd.DataFrame:
    """Features as floats, and a label that depends on eight of them and on noise."""
    shapes = [
        lambda: random.normal(size=rows),
        lambda: random.lognormal(size=rows),
        lambda: random.uniform(size=rows),
        lambda: random.gamma(0.5, size=rows),
    ]
    x = np.column_stack([shapes[i % 4]() for i in range(len(NAMES))]).astype(np.float32)
    logit = x[:, 0] + np.log(x[:, 1]) + 2 * x[:, 2] - x[:, 3] + x[:, 4] * x[:, 6] - 0.5 * x[:, 9] + x[:, 19]
    frame = pd.DataFrame(x, columns=NAMES)
    frame["y"] = (logit + random.logistic(size=rows) > 0.5).astype(int)
    return frame


def main() -> None:
    random = np.random.default_rng(SEED)
    train, held_out = simulate(TRAINING_ROWS, random), simulate(HELD_OUT_ROWS, random)
    data.write_csv(train, HERE / "build" / "train.csv")
    data.write_csv(held_out, HERE / "build" / "validation.csv")

    model = HistGradientBoostingClassifier(
        max_iter=50, max_leaf_nodes=15, learning_rate=0.15, early_stopping=False, random_state=SEED
    )
    model.fit(train[NAMES].to_numpy(), train["y"])
    converted = to_onnx(
        model,
        initial_types=[("features", FloatTensorType([None, len(NAMES)]))],
        options={id(model): {"zipmap": False}},
        target_opset=registry.OPSET,
        name="twenty-features",
    )
    registry.write_model(HERE / "registry", SCHEMA, converted, features_of_matrix=NAMES)
    scores = model.predict_proba(held_out[NAMES].to_numpy())[:, 1]
    print(f"held out AUC {roc_auc_score(held_out['y'], scores):.3f}")


if __name__ == "__main__":
    main()
