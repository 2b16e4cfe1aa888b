"""A client in another language: health, inference by protocol and by name, and the metrics page.

Asks a service for the rows whose answers Python gave when the models were trained, and compares.
"""
import json
import math
import signal
import subprocess
from xml.etree import ElementTree

from service import ROOT, ask, call, expectations, scratch_folder, service


def close(ours, theirs, tolerance):
    return math.isclose(ours, theirs, rel_tol=0, abs_tol=tolerance * max(1, abs(theirs)))


def check_predict(url, expected):
    """By name: what a NestJS service would send."""
    model = expected["model"]
    instances = [{"id": f"r{i}", "features": row["features"]} for i, row in enumerate(expected["rows"])]
    answer = ask(f"{url}/v1/models/{model}/predict", {"instances": instances})
    assert answer["model"] == model and str(answer["version"]) == expected["version"], answer
    assert [p["id"] for p in answer["predictions"]] == [i["id"] for i in instances]
    for found, row in zip(answer["predictions"], expected["rows"]):
        wanted = row["onnx"]
        if "score" in wanted:
            assert found["prediction"] == wanted["prediction"], (found, row)
            assert close(found["score"], wanted["score"], expected["tolerance"]), (found, row)
        else:
            assert close(found["prediction"], wanted["prediction"], expected["tolerance"]), (found, row)
    return len(instances)


def plain(value, datatype):
    """A JSON boolean is no number: tensors of numbers take 0 and 1."""
    return int(value) if isinstance(value, bool) and datatype != "BOOL" else value


def tensors(metadata, schema, rows):
    """Inputs as the model's metadata ask for them: one matrix, or one input per feature."""
    inputs, names = metadata["inputs"], [feature["name"] for feature in schema]
    if len(inputs) == 1 and len(names) > 1:
        # A matrix takes codes where callers by name give names.
        codes = {f["name"]: {name: i for i, name in enumerate(f.get("codes") or [])} for f in schema}
        kind = inputs[0]["datatype"]
        data = [plain(codes[name].get(row["features"][name], row["features"][name]), kind)
                for row in rows for name in names]
        return [{"name": inputs[0]["name"], "datatype": kind, "shape": [len(rows), len(names)],
                 "data": data}]
    return [{"name": tensor["name"], "datatype": tensor["datatype"], "shape": [len(rows), 1],
             "data": [plain(row["features"][tensor["name"]], tensor["datatype"]) for row in rows]}
            for tensor in inputs]


def check_protocol(url, expected, schema):
    """Open Inference Protocol v2: what a client of KServe would send."""
    model, rows = expected["model"], expected["rows"]
    metadata = ask(f"{url}/v2/models/{model}")
    assert metadata["name"] == model and metadata["inputs"] and metadata["outputs"], metadata
    ask(f"{url}/v2/models/{model}/versions/{expected['version']}/ready")
    answer = ask(f"{url}/v2/models/{model}/infer",
                 {"id": "from-python", "inputs": tensors(metadata, schema, rows)})
    assert answer["id"] == "from-python" and answer["model_name"] == model, answer
    outputs = [output for output in answer["outputs"] if output["datatype"].startswith("FP")]
    assert outputs, answer
    data, count = outputs[0]["data"], len(rows)
    assert len(data) % count == 0, outputs
    width = len(data) // count
    for i, row in enumerate(rows):
        wanted = row["onnx"].get("score", row["onnx"]["prediction"])
        assert close(data[(i + 1) * width - 1], wanted, expected["tolerance"]), (i, row, outputs)


def check_errors(url, model):
    """Wrong input first names what is wrong, and the service goes on."""
    for path, body, wanted in (
        (f"/v1/models/{model}/predict", {"instances": [{"features": {"nonsense": 1}}]}, 400),
        (f"/v2/models/{model}/infer", {"inputs": [{"name": "nonsense", "shape": [1, 1],
                                                   "datatype": "FP32", "data": [1]}]}, 400),
        ("/v2/models/nonsense/infer", {"inputs": []}, 404),
    ):
        status, text = call(url + path, body)
        assert status == wanted, (path, status, text)
        said = json.loads(text)
        message = said.get("error") or said.get("detail")
        assert message and "nonsense" in message and "Exception" not in text, (path, text)


def check_metrics(url, scratch):
    status, page = call(url + "/metrics")
    assert status == 200, page
    saved = scratch / "metrics.txt"
    saved.write_text(page, encoding="utf-8")
    with saved.open(encoding="utf-8") as stream:
        subprocess.run(["promtool", "check", "metrics"], stdin=stream, check=True)
    subprocess.run([ROOT / "ops" / "check", "--metrics", saved], check=True)
    status, page = call(url + "/metrics", accept="application/openmetrics-text; version=1.0.0")
    assert status == 200 and page.endswith("# EOF\n"), page[-200:]


def check_version(url):
    """The archive knows the version it was built as, and says it in both places."""
    namespace = {"m": "http://maven.apache.org/POM/4.0.0"}
    built = ElementTree.parse(ROOT / "pom.xml").find("m:version", namespace).text
    served = ask(f"{url}/v2")
    assert served["name"] == "ml-service" and served["version"] == built, (served, built)
    said = subprocess.run([ROOT / "ml-service", "--version"], check=True, capture_output=True, text=True)
    assert said.stdout.strip() == f"ml-service {built}", (said.stdout, built)


def schema_of(url, model, version):
    return ask(f"{url}/v1/models/{model}/versions/{version}")["schema"]["features"]


def main():
    with scratch_folder() as scratch, service(scratch) as (url, process):
        assert call(url + "/v2/health/live")[0] == 200
        check_version(url)
        listed = {model["name"] for model in ask(url + "/v1/models")["models"]}
        rows, models = 0, expectations()
        for expected in models:
            assert expected["model"] in listed, listed
            rows += check_predict(url, expected)
            check_protocol(url, expected, schema_of(url, expected["model"], expected["version"]))
            check_errors(url, expected["model"])
        check_metrics(url, scratch)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) in (0, 143), process.returncode
    print(f"{len(models)} models gave Python's answers for {rows} rows, by name and by protocol")


main()
