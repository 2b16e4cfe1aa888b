"""Our rules and dashboards in a real Prometheus that scrapes the real service.

Rows go through the service; the recorded drift of the cluster must then be the service's own, no
rule may fail, and every dashboard expression must be answered.
"""
import json
import math
import sys
import time

import prometheus
from service import ROOT, ask, expectations, scratch_folder, service

sys.path.insert(0, str(ROOT / "ops" / "lint"))
import promql  # noqa: E402

ROWS = 1000
BATCH = 250
EVALUATIONS = 5
PSI = "model_feature:ml_input_feature_drift_psi:1h"


def send(url, expected):
    rows = expected["rows"]
    for start in range(0, ROWS, BATCH):
        batch = [{"features": rows[(start + i) % len(rows)]["features"]} for i in range(BATCH)]
        ask(f"{url}/v1/models/{expected['model']}/predict", {"instances": batch})


def statistic(column, test):
    return next((t["statistic"] for t in column["tests"] if t["test"] == test), None)


def check_drift(server, url, expected):
    """The cluster's figures from PromQL are those of the service, which is the whole cluster here."""
    model = expected["model"]
    of = f'{{model="{model}", version="{expected["version"]}"}}'
    report = ask(f"{url}/v1/models/{model}/drift?window=5m")
    assert report["window"]["rows"] == ROWS, report["window"]
    psi = {labels["feature"]: value for labels, value in server.query(PSI + of)}
    ks = {labels["feature"]: value for labels, value in
          server.query(f"model_feature:ml_input_feature_drift_ks:1h{of}")}
    for column in report["features"]:
        name, ours = column["name"], statistic(column, "psi")
        assert ours is not None and name in psi, (model, name, psi, column)
        assert math.isclose(psi[name], ours, rel_tol=1e-6, abs_tol=1e-9), (model, name, psi[name], ours)
        if name in ks:
            # At published edges only, so a lower bound of that over fine bins.
            assert ks[name] <= statistic(column, "ks") + 1e-9, (model, name)
    predicted = server.query(f"model:ml_prediction_drift_psi:1h{of}")
    if report.get("prediction") and predicted:
        ours = statistic(report["prediction"], "psi")
        assert math.isclose(predicted[0][1], ours, rel_tol=1e-6, abs_tol=1e-9), (model, predicted, ours)
    return len(psi)


def check_evaluations(server, url, models):
    """In one of the next evaluations all figures agree.

    A rule that is evaluated while a scrape is being written may see it when the rule before it did
    not; increase() then extrapolates the two over unlike spans. Over an hour that is nothing, over
    the seconds that this Prometheus has lived it is much, so that a single evaluation proves nothing.
    """
    for attempt in range(EVALUATIONS):
        since = time.time()
        server.wait(f"min(timestamp({PSI})) > {since}", "rules")
        server.wait(f"min(timestamp(model:ml_prediction_drift_psi:1h)) > {since}", "rules")
        try:
            return sum(check_drift(server, url, expected) for expected in models)
        except AssertionError as differs:
            last = differs
    raise last


def check_dashboards(server, expected):
    """Each expression is answered; how many have something to show."""
    values = {"job": "ml-service", "model": expected["model"], "version": expected["version"],
              "feature": next(iter(expected["rows"][0]["features"])), "window": "5m"}
    asked = shown = 0
    for path in sorted((ROOT / "ops" / "grafana").glob("*.json")):
        board = json.loads(path.read_text(encoding="utf-8"))
        for panel in board["panels"]:
            for target in panel.get("targets", []):
                asked += 1
                shown += bool(server.query(promql.without_variables(target["expr"], values)))
    assert shown >= asked / 2, f"only {shown} of {asked} expressions have a result"
    return f"{shown} of {asked} dashboard expressions have a result, the others none yet"


def main():
    with scratch_folder() as scratch, service(scratch) as (url, _):
        with prometheus.prometheus(scratch, url) as server:
            models = expectations()
            for expected in models:
                send(url, expected)
            server.wait(f'sum(ml_predictions_total) >= {ROWS * len(models)}', "all rows")
            features = check_evaluations(server, url, models)
            shown = check_dashboards(server, models[0])
            failed = server.failures()
            assert not failed, failed
    print(f"PSI of {features} features by PromQL is the service's own; {shown}")


main()
