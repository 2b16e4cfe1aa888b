"""The OpenAPI description is valid, and clients made from it compile strictly and predict.

Three readers must take it: openapi-spec-validator, openapi-generator and openapi-typescript. The last
two make a client each, which tsc compiles as strictly as it can and node runs against the service.
"""
import json
import os
import pathlib
import shutil
import subprocess

from openapi_spec_validator import validate
from service import ROOT, expectations, scratch_folder, service
import yaml

DOCUMENT = ROOT / "service/src/main/resources/com/nextgen/ml/service/http/openapi.yml"
GENERATOR = "org.openapitools:openapi-generator-cli:7.17.0"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy"


def run(command, folder):
    done = subprocess.run([str(part) for part in command], cwd=folder, text=True, capture_output=True)
    assert done.returncode == 0, f"{command}: {done.returncode}\n{done.stdout[-4000:]}{done.stderr[-4000:]}"
    return done.stdout


def check_document():
    document = yaml.safe_load(DOCUMENT.read_text(encoding="utf-8"))
    validate(document)
    operations = [(path, method) for path, item in document["paths"].items() for method in item
                  if method in ("get", "put", "post", "delete")]
    print(f"openapi-spec-validator: {document['openapi']}, {len(operations)} operations")


def make_clients(folder):
    for file in (ROOT / ".ci/openapi").iterdir():
        shutil.copy(file, folder)
    run(["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--silent"], folder)
    run(["npx", "openapi-typescript", DOCUMENT, "-o", "types.d.ts"], folder)
    run(["mvn", "-B", "-q", COPY, f"-Dartifact={GENERATOR}", f"-DoutputDirectory={folder}"], folder)
    jar, = folder.glob("openapi-generator-cli-*.jar")
    run(["java", "-jar", jar, "generate", "-g", "typescript-fetch", "-i", DOCUMENT, "-o", "generated",
         "--additional-properties=supportsES6=true,importFileExtension=.js"], folder)
    run(["npx", "tsc", "-p", "."], folder)
    print("openapi-generator, openapi-typescript: their clients compile")


def check_clients(folder, url):
    for expected in expectations():
        rows = expected["rows"][:5]
        body = folder / "body.json"
        body.write_text(json.dumps({"instances": [
            {"id": f"{expected['model']}-{i}", "features": row["features"]} for i, row in enumerate(rows)]}))
        said = json.loads(run(["node", folder / "out/client.js", url, expected["model"], body], folder))
        assert len(said["typed"]) == len(rows), said
        assert said["typed"] == said["generated"], said
        for (_, prediction, score), row in zip(said["typed"], rows):
            wanted = row["onnx"]
            if "score" in wanted:
                assert prediction == wanted["prediction"], (prediction, row)
                assert abs(score - wanted["score"]) <= expected["tolerance"], (score, row)
            else:
                size = max(1, abs(wanted["prediction"]))
                assert abs(prediction - wanted["prediction"]) <= expected["tolerance"] * size, (prediction, row)
        print(f"{expected['model']}: {len(rows)} rows predicted by both clients as Python predicts them")


def main():
    check_document()
    with scratch_folder() as scratch:
        clients = pathlib.Path(scratch) / "clients"
        clients.mkdir()
        make_clients(clients)
        with service(scratch) as (url, _):
            check_clients(clients, url)


os.environ.setdefault("NO_UPDATE_NOTIFIER", "1")
main()
