"""Makes the files of a service of one version, for tests of later ones: see README.md beside this.

    make.py path/to/ml-service.jar

Takes two minutes: a window of a minute has to end and be judged. Wants Java and Python, no packages.
"""
import gzip
import json
import pathlib
import random
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
MODEL = "old"
ROWS, LABELS = 300, 240
POLICY = """monitoring:
  windows: [1m, 1h]
  minimum-rows: 100
  retention: 3650d
  log-features: true
"""


def row(chance, shift=0.0):
    x, y = chance.gauss(1 + shift, 1.5), chance.gauss(-1, 1.5)
    return {"x": round(x, 3), "y": round(y, 3), "label": "yes" if x - y + chance.gauss(0, 2) > 3 else "no"}


def write_csv(path, rows):
    path.write_text("x,y,label\n" + "".join("{x},{y},{label}\n".format(**r) for r in rows), encoding="utf-8")


def ask(url, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, headers={"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def wait_for(condition, seconds=300):
    end, last = time.time() + seconds, None
    while True:
        try:
            if condition():
                return
        except urllib.error.HTTPError as refused:
            last = refused.read()
        except OSError as failed:
            last = failed
        assert time.time() < end, f"waited in vain: {last}"
        time.sleep(0.5)


def instant(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def kept_since(drift):
    """When the oldest kept counts were counted, which a report of earlier times is refused with."""
    now = time.time()
    try:
        ask(f"{drift}?from={instant(now - 3600)}&to={instant(now)}")
    except urllib.error.HTTPError as refused:
        return re.search(r"since (\S+Z)", json.load(refused)["detail"]).group(1)
    raise AssertionError("a report of the time before the service was not refused")


def figures(drift, performance):
    """What a later service must find in these files."""
    return {
        "rows": drift["window"]["rows"],
        "psi": {feature["name"]: next(t["statistic"] for t in feature["tests"] if t["test"] == "psi")
                for feature in drift["features"]},
        "labelled": performance["labelled"],
        "metrics": performance["metrics"],
    }


def main():
    jar, chance = pathlib.Path(sys.argv[1]).resolve(), random.Random(12)
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        registry, store = scratch / "registry", scratch / "store.db"
        write_csv(scratch / "train.csv", [row(chance) for _ in range(400)])
        write_csv(scratch / "heldout.csv", [row(chance) for _ in range(300)])
        subprocess.run(
            ["java", "-jar", jar, "register", f"--registry={registry}", f"--model={MODEL}",
             f"--onnx={HERE.parent / 'onnx' / 'zipmap-string-labels.onnx'}", f"--data={scratch / 'train.csv'}",
             f"--validation={scratch / 'heldout.csv'}", "--target=label", "--positive-class=yes",
             "--features=x,y"], check=True)
        with (registry / MODEL / "model.yaml").open("a", encoding="utf-8") as policy:
            policy.write(POLICY)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        service = subprocess.Popen(
            ["java", "-jar", jar, "serve", f"--registry={registry}", f"--port={port}",
             f"--store=jdbc:sqlite:{store}", "--write-every=1s"])
        url = f"http://127.0.0.1:{port}"
        try:
            wait_for(lambda: ask(f"{url}/v2/health/ready")["ready"])
            rows = [row(chance, 0.8) for _ in range(ROWS)]
            for at in range(0, ROWS, 100):
                ask(f"{url}/v1/models/{MODEL}/predict", {"instances": [
                    {"id": f"row-{i}", "features": {name: rows[i][name] for name in ("x", "y")}}
                    for i in range(at, at + 100)]})
            ask(f"{url}/v1/models/{MODEL}/feedback", {"labels": [
                {"id": f"row-{i}", "label": rows[i]["label"]} for i in range(LABELS)]})
            performance = f"{url}/v1/models/{MODEL}/performance?window=1h"
            wait_for(lambda: ask(performance).get("labelled") == LABELS)
            # Past the first window of a minute, which is judged.
            time.sleep(75)
            begin, end = kept_since(f"{url}/v1/models/{MODEL}/drift"), instant(time.time())
            drift = f"{url}/v1/models/{MODEL}/drift?from={begin}&to={end}"
            wait_for(lambda: ask(drift)["window"]["rows"] == ROWS)
            found = figures(ask(drift), ask(performance))
        finally:
            service.send_signal(signal.SIGTERM)
            service.wait(timeout=120)
        with sqlite3.connect(store) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()
        made = HERE / "registry"
        shutil.rmtree(made, ignore_errors=True)
        shutil.copytree(registry, made)
        (HERE / "store.db.gz").write_bytes(gzip.compress(store.read_bytes(), 9, mtime=0))
        (HERE / "found.json").write_text(json.dumps(
            {"from": begin, "to": end, "stopped": instant(time.time() + 60), **found},
            indent=1) + "\n", encoding="utf-8")


main()
