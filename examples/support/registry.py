"""Writes a model into a registry directory."""

import hashlib
from pathlib import Path

import onnx
import yaml

# Accepted by ONNX Runtime since 1.12.
OPSET = {"": 17, "ai.onnx.ml": 3}
IR_VERSION = 8


def write_model(registry: Path, schema: dict, model: onnx.ModelProto, features_of_matrix=None) -> Path:
    """Writes model.yaml, aliases.yaml and version 1, with the digest of its file; returns the path of the model file.

    `features_of_matrix` names the columns of a single matrix input; it is kept in the model's metadata as
    `feature_names`, separated by commas.
    """
    model.ir_version = IR_VERSION
    # Their order comes from a set: sorted, the file is the same in every run.
    model.opset_import.sort(key=lambda imported: imported.domain)
    if features_of_matrix is not None:
        onnx.helper.set_model_props(model, {"feature_names": ",".join(features_of_matrix)})
    onnx.checker.check_model(model)
    home = registry / schema["name"]
    version = home / "versions" / "1"
    version.mkdir(parents=True, exist_ok=True)
    content = model.SerializeToString(deterministic=True)
    (version / "model.onnx").write_bytes(content)
    # As `sha256sum model.onnx` prints it: the service refuses a file that is another one.
    (version / "model.sha256").write_text(f"{hashlib.sha256(content).hexdigest()}  model.onnx\n", encoding="utf-8")
    (home / "model.yaml").write_text(dump(schema), encoding="utf-8")
    (home / "aliases.yaml").write_text("production: 1\n", encoding="utf-8")
    print(f"{schema['name']}: {(version / 'model.onnx').stat().st_size} bytes")
    return version / "model.onnx"


def dump(schema: dict) -> str:
    return yaml.safe_dump(schema, sort_keys=False, default_flow_style=None, width=110, allow_unicode=True)


def numeric(name: str) -> dict:
    return {"name": name, "type": "numeric"}


def boolean(name: str) -> dict:
    return {"name": name, "type": "boolean"}


def categorical(name: str, codes=None, missing=None) -> dict:
    """A categorical feature: `codes` where the tensor takes the index, `missing` the text of an absent string."""
    feature = {"name": name, "type": "categorical"}
    if codes is not None:
        feature["codes"] = list(codes)
    if missing is not None:
        feature["missing"] = missing
    return feature
