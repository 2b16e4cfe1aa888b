"""Our rules and dashboards in a real Prometheus that scrapes the real service.

Rows go through the service; the recorded drift of the cluster must then be the service's own, no
rule may fail, and every dashboard expression must be answered. The rules are evaluated once a
minute, so this takes two.
"""
import json
import math
import sys
import time
import urllib.parse

from service import ROOT, ask, expectations, free_port, program, scratch_folder, service

sys.path.insert(0, str(ROOT / "ops" / "lint"))
import promql  # noqa: E402

ROWS = 1000
BATCH = 250
PATIENCE = 240
PSI = "model_feature:ml_input_feature_drift_psi:1h"


def configuration(scratch, service_url):
    path = scratch / "prometheus.yml"
    path.write_text(json.dumps({
        "global": {"scrape_interval": "1s", "scrape_timeout": "1s", "evaluation_interval": "5s"},
        "rule_files": [str(ROOT / "ops" / "prometheus" / "ml-*.rules.yml")],
        "scrape_configs": [{"job_name": "ml-service", "static_configs": [
            {"targets": [service_url.removeprefix("http://")], "labels": {"namespace": "ci"}}]}],
    }), encoding="utf-8")  # JSON is YAML
    return path


class Prometheus:
    def __init__(self, url):
        self.url = url

    def query(self, expr):
        """[(labels, value)] of an instant query; an error if Prometheus refuses it."""
        answer = ask(f"{self.url}/api/v1/query?{urllib.parse.urlencode({'query': expr})}")
        result = answer["data"]["result"]
        if answer["data"]["resultType"] != "vector":
            return [({}, float(result[1]))]
        return [(item["metric"], float(item["value"][1])) for item in result]

    def wait(self, expr, what):
        """Until the query has a result."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.query(expr):
                return
            time.sleep(1)
        raise AssertionError(f"{what}: nothing in {PATIENCE} s for {expr}")

    def failures(self):
        groups = ask(f"{self.url}/api/v1/rules")["data"]["groups"]
        return [f"{rule['name']}: {rule['lastError']}" for group in groups for rule in group["rules"]
                if rule["health"] == "err"]


def send(url, expected):
    rows = expected["rows"]
    for start in range(0, ROWS, BATCH):
        batch = [{"features": rows[(start + i) % len(rows)]["features"]} for i in range(BATCH)]
        ask(f"{url}/v1/models/{expected['model']}/predict", {"instances": batch})


def statistic(column, test):
    return next((t["statistic"] for t in column["tests"] if t["test"] == test), None)


def check_drift(prometheus, url, expected):
    """The cluster's figures from PromQL are those of the service, which is the whole cluster here."""
    model = expected["model"]
    of = f'{{model="{model}", version="{expected["version"]}"}}'
    report = ask(f"{url}/v1/models/{model}/drift?window=5m")
    assert report["window"]["rows"] == ROWS, report["window"]
    psi = {labels["feature"]: value for labels, value in prometheus.query(PSI + of)}
    ks = {labels["feature"]: value for labels, value in
          prometheus.query(f"model_feature:ml_input_feature_drift_ks:1h{of}")}
    for column in report["features"]:
        name, ours = column["name"], statistic(column, "psi")
        assert ours is not None and name in psi, (model, name, psi, column)
        assert math.isclose(psi[name], ours, rel_tol=1e-6, abs_tol=1e-9), (model, name, psi[name], ours)
        if name in ks:
            # At published edges only, so a lower bound of that over fine bins.
            assert ks[name] <= statistic(column, "ks") + 1e-9, (model, name)
    predicted = prometheus.query(f"model:ml_prediction_drift_psi:1h{of}")
    if report.get("prediction") and predicted:
        ours = statistic(report["prediction"], "psi")
        assert math.isclose(predicted[0][1], ours, rel_tol=1e-6, abs_tol=1e-9), (model, predicted, ours)
    return len(psi)


def check_dashboards(prometheus, expected):
    """Each expression is answered; how many have something to show."""
    values = {"job": "ml-service", "model": expected["model"], "version": expected["version"],
              "feature": next(iter(expected["rows"][0]["features"])), "window": "5m"}
    asked = shown = 0
    for path in sorted((ROOT / "ops" / "grafana").glob("*.json")):
        board = json.loads(path.read_text(encoding="utf-8"))
        for panel in board["panels"]:
            for target in panel.get("targets", []):
                asked += 1
                shown += bool(prometheus.query(promql.without_variables(target["expr"], values)))
    assert shown >= asked / 2, f"only {shown} of {asked} expressions have a result"
    return f"{shown} of {asked} dashboard expressions have a result, the others none yet"


def main():
    with scratch_folder() as scratch, service(scratch) as (url, _):
        port = free_port()
        prometheus = Prometheus(f"http://127.0.0.1:{port}")
        command = ["prometheus", f"--config.file={configuration(scratch, url)}",
                   f"--storage.tsdb.path={scratch / 'tsdb'}",
                   f"--web.listen-address=127.0.0.1:{port}"]
        with program(command, prometheus.url + "/-/ready", scratch):
            # Counters are there at 0 before the first row: two scrapes, so that nothing is lost.
            prometheus.wait("count_over_time(ml_predictions_total[1m]) >= 2", "first scrapes")
            models = expectations()
            for expected in models:
                send(url, expected)
            prometheus.wait(f'sum(ml_predictions_total) >= {ROWS * len(models)}', "all rows")
            sent = time.time()
            prometheus.wait(f"min(timestamp({PSI})) > {sent}", "rules")
            prometheus.wait(f"min(timestamp(model:ml_prediction_drift_psi:1h)) > {sent}", "rules")
            features = sum(check_drift(prometheus, url, expected) for expected in models)
            shown = check_dashboards(prometheus, models[0])
            failed = prometheus.failures()
            assert not failed, failed
    print(f"PSI of {features} features by PromQL is the service's own; {shown}")


main()
