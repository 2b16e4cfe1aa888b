"""Writes performance.json of shoppers and bike-sharing: scikit-learn's figures of the committed models, month by month."""

import importlib.util
import json
import sys
from pathlib import Path

from sklearn.metrics import accuracy_score, f1_score, mean_absolute_error, mean_squared_error, roc_auc_score

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from support import data  # noqa: E402


def script(example: str):
    """The training script of an example, for how it reads its rows and asks its model."""
    spec = importlib.util.spec_from_file_location(example, HERE / example / "train.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def model_file(example: str) -> Path:
    return next((HERE / example / "registry").glob("*/versions/1/model.onnx"))


def write(example: str, periods: dict) -> None:
    text = json.dumps({"from": "scikit-learn, of the rows and the model's answers", "periods": periods}, indent=1)
    (HERE / example / "performance.json").write_text(text + "\n", encoding="utf-8")


def shoppers(folder: Path) -> None:
    train = script("online-shoppers")
    sessions = train.load(folder)
    periods = {}
    for name in [*train.LATER_MONTHS, "after"]:
        rows = sessions[sessions["Month"].isin(train.LATER_MONTHS if name == "after" else [name])]
        scores = train.serve(model_file("online-shoppers"), train.model_inputs(rows))[:, 1]
        said = scores >= train.SCHEMA["threshold"]
        periods[name] = {
            "rows": len(rows),
            "accuracy": accuracy_score(rows["Revenue"], said),
            "f1": f1_score(rows["Revenue"], said),
            "auc": roc_auc_score(rows["Revenue"], scores),
        }
    write("online-shoppers", periods)


def bikes(folder: Path) -> None:
    train = script("bike-sharing")
    hours = train.load(folder)
    periods = {}
    for name in ["2011-02", "2011-03", "2011-04", "2011-05", "2011-06", "feb-jun-2011"]:
        months = hours["dteday"].str[:7]
        rows = hours[months.between("2011-02", "2011-06") if name == "feb-jun-2011" else months == name]
        values = train.serve(model_file("bike-sharing"), train.matrix(rows))
        periods[name] = {
            "rows": len(rows),
            "mae": mean_absolute_error(rows["cnt"], values),
            "rmse": mean_squared_error(rows["cnt"], values) ** 0.5,
        }
    write("bike-sharing", periods)


def main() -> None:
    folder = data.arguments(__file__, __doc__).data
    shoppers(folder)
    bikes(folder)


main()
