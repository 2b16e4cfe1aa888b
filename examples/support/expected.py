"""Rows with the outputs of ONNX Runtime and of the library that trained the model."""

import hashlib
import json
import math
from pathlib import Path

import numpy as np


def raw_rows(frame, schema: dict) -> list[dict]:
    """The rows as a caller sends them: numbers, category names, booleans, null for a missing value."""
    rows = []
    for _, row in frame.iterrows():
        rows.append({f["name"]: raw_value(row[f["name"]], f["type"]) for f in schema["features"]})
    return rows


def raw_value(value, kind: str):
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if kind == "numeric":
        # The shortest decimal of the double; the service rounds it to float, as the scripts do.
        number = float(value)
        return int(number) if number.is_integer() else number
    return bool(value) if kind == "boolean" else str(value)


def classifier_outputs(probabilities, classes: list[str], positive: str, threshold: float) -> list[dict]:
    """Scores in the order of the classes, and the prediction by the threshold."""
    index = classes.index(positive)
    other = classes[1 - index]
    return [
        {
            "prediction": positive if row[index] >= threshold else other,
            "score": float(row[index]),
            "scores": [float(p) for p in row],
        }
        for row in np.asarray(probabilities, dtype=np.float64)
    ]


def regression_outputs(values) -> list[dict]:
    return [{"prediction": float(v)} for v in np.asarray(values, dtype=np.float64).reshape(-1)]


def write_expected(path: Path, model_file: Path, schema: dict, rows, served, native, tolerance: float) -> None:
    """Writes expected.json after checking that both agree to `tolerance`, relative to values over one."""
    assert len(rows) == len(served) == len(native)
    worst = max(difference(a, b) for a, b in zip(served, native))
    assert worst <= tolerance, f"ONNX Runtime and the native model differ by {worst}, more than {tolerance}"
    document = {
        "model": schema["name"],
        "version": "1",
        "sha256": hashlib.sha256(model_file.read_bytes()).hexdigest(),
        "tolerance": tolerance,
        "toleranceMeans": "abs(a - b) <= tolerance * max(1, abs(b)) of every score or regression value",
    }
    if "classes" in schema:
        document["classes"] = schema["classes"]
    document["rows"] = [{"features": r, "onnx": s, "native": n} for r, s, n in zip(rows, served, native)]
    path.write_text(layout(document), encoding="utf-8")
    print(f"{path.name}: {len(rows)} rows, largest difference {worst:.2e}")


def difference(a: dict, b: dict) -> float:
    left = a["scores"] if "scores" in a else [a["prediction"]]
    right = b["scores"] if "scores" in b else [b["prediction"]]
    return max(abs(x - y) / max(1.0, abs(y)) for x, y in zip(left, right))


def layout(document: dict) -> str:
    """JSON with one line for each row."""
    head = {k: v for k, v in document.items() if k != "rows"}
    text = json.dumps(head, indent=1)[:-2]
    rows = ",\n".join("  " + json.dumps(row) for row in document["rows"])
    return text + ',\n "rows": [\n' + rows + "\n ]\n}\n"
