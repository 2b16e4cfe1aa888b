"""Months after training whose labels come later, while a real Prometheus scrapes the service.

`./ml-service replay` predicts each month's rows and tells what was true of them two seconds later. By
PromQL over the scraped counters every month's figures are those that scikit-learn gives of the same rows
(examples/*/performance.json, by examples/performance.py). Realised and estimated performance fall below
validation's: of the shoppers in November, and of the bikes more with the season. The recorded rules and the
service's own gauges say the same, and the gap between the two.
"""
import csv
import gzip
import json
import math
import subprocess

import prometheus
import yaml
from service import EXAMPLES, ROOT, scratch_folder, service

DATA = ROOT.parent / "shared" / "data"
WINDOW = "10m"  # all of it falls into one
DELAY = "2s"


def rows_by_month(file, month_of, months):
    """The data's rows of the months that are wanted."""
    found = {month: [] for month in months}
    opened = gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8")
    with opened as stream:
        for row in csv.DictReader(stream):
            if month_of(row) in found:
                found[month_of(row)].append(row)
    return found


def send(scratch, url, schema, month, rows):
    """Predicts the rows; what was true of them comes later."""
    path = scratch / f"{schema['name']}-{month}.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    said = subprocess.run(
        [ROOT / "ml-service", "replay", "--url", url, "--model", schema["name"], "--data", path,
         "--label-column", schema["target"], "--label-delay", DELAY, "--batch", "500"],
        capture_output=True, text=True, timeout=120)
    assert said.returncode == 0, said.stdout + said.stderr
    assert f"{len(rows)} labels sent, {len(rows)} matched" in said.stdout, said.stdout


def value(server, expr):
    """The one value of a query."""
    found = server.query(expr)
    assert len(found) == 1, (expr, found)
    return found[0][1]


def close(what, ours, known, relative=1e-6):
    # The models' answers are floats, the sums of their errors not.
    assert math.isclose(ours, known, rel_tol=relative), (what, ours, known)


class Totals:
    """Sums over the scraped counters, and what they grew by."""

    def __init__(self, server, exprs):
        self.server, self.exprs = server, exprs
        self.last = dict.fromkeys(exprs, 0.0)

    def grown(self):
        now = {name: value(self.server, expr) for name, expr in self.exprs.items()}
        grown = {name: now[name] - self.last[name] for name in now}
        self.last = now
        return grown


def replay(scratch, server, url, schema, months, known, counted, exprs, check):
    sent, totals = 0, Totals(server, exprs)
    for month, rows in months.items():
        assert len(rows) == known[month]["rows"], (month, len(rows))
        send(scratch, url, schema, month, rows)
        sent += len(rows)
        server.wait(f"{counted} == {sent}", f"labels of {month}")
        check(month, totals.grown(), known[month])
    return sent


def gauges(server, of, what, known, bound):
    """The rolling window's figures, once its slot has ended; the estimates beside them, by metric."""
    within = of[:-1] + f', window="{WINDOW}"}}'
    estimates = {}
    for metric in bound:
        expr = f'ml_model_performance{within[:-1]}, metric="{metric}"}}'
        server.wait(f"abs({expr} - {known[metric]}) <= {bound[metric]}", f"{metric} as the service says it")
        gap = expr.replace("ml_model_performance{", "model_metric:ml_model_performance_gap:avg{")
        estimated = expr.replace("ml_model_performance{", "ml_model_performance_estimate{")
        server.wait(f"abs({gap} - ignoring (namespace, job, instance) ({expr} - {estimated})) < 1e-9", f"gap of {metric}")
        gap = value(server, gap)
        # The estimate takes P(label | score) to be as in validation, which it is not: the gap says so.
        assert gap > 0 if metric == "mae" else gap < 0, (metric, gap)
        estimates[metric] = known[metric] - gap
        print(f"  {what}, {metric}: realised {known[metric]:.4f}, estimated {estimates[metric]:.4f}")
    return estimates


def validation(server, of, metric):
    return value(server, f'ml_baseline_performance{of[:-1]}, metric="{metric}"}}')


def bikes(scratch, server, url):
    schema, known = load("bike-sharing", "bike-demand")
    months = rows_by_month(DATA / "bike-sharing" / "hour.csv", lambda row: row["dteday"][:7],
                           [month for month in known if month[:4] == "2011"])
    of = '{model="bike-demand", version="1"}'
    counted = f"ml_feedback_regression_samples_total{of}"
    before = validation(server, of, "mae")
    errors, estimates = [], []

    def check(month, grown, figures):
        close(f"MAE of {month}", grown["absolute"] / grown["rows"], figures["mae"])
        close(f"RMSE of {month}", math.sqrt(grown["squared"] / grown["rows"]), figures["rmse"])
        errors.append(grown["absolute"] / grown["rows"])
        if month == "2011-02":
            estimates.append(gauges(server, of, "bikes of February", figures, {"mae": 1e-4})["mae"])

    sent = replay(scratch, server, url, schema, months, known, counted, {
        "rows": counted, "absolute": f"ml_feedback_absolute_error_sum_total{of}",
        "squared": f"ml_feedback_squared_error_sum_total{of}"}, check)
    assert errors == sorted(errors) and errors[0] > before, (before, errors)
    total = known["feb-jun-2011"]
    server.wait(f"abs(model:ml_mae:mean_1d{of} / {total['mae']} - 1) < 1e-6", "recorded MAE")
    server.wait(f"abs(model:ml_rmse:mean_1d{of} / {total['rmse']} - 1) < 1e-6", "recorded RMSE")
    print(f"bike-demand: {sent} labels; MAE {before:.1f} in validation, then "
          + ", ".join(f"{error:.1f}" for error in errors))
    estimates.append(gauges(server, of, "bikes of February to June", total, {"mae": 1e-4})["mae"])
    assert before < estimates[0] < estimates[1], (before, estimates)


def shoppers(scratch, server, url):
    schema, known = load("online-shoppers", "shopper-intent")
    # November first, so that the window's estimate is of its rows alone.
    order = ["Nov", *[month for month in known if month not in ("Nov", "after")]]
    months = rows_by_month(DATA / "online-shoppers" / "online_shoppers_intention.csv", lambda row: row["Month"], order)
    of = '{model="shopper-intent", version="1"}'

    def cells(**labels):
        more = "".join(f', {name}="{wanted}"' for name, wanted in labels.items())
        return f"sum(ml_feedback_outcomes_total{of[:-1]}{more}}})"

    before = {metric: validation(server, of, metric) for metric in ("f1", "accuracy")}
    found = []

    def check(month, grown, figures):
        f1 = 2 * grown["hits"] / (grown["actual"] + grown["predicted"])
        close(f"F1 of {month}", f1, figures["f1"])
        found.append(f1)
        if month == "Nov":
            estimates = gauges(server, of, "shoppers of November", figures, {"f1": 1e-9, "accuracy": 1e-9})
            for metric, estimated in estimates.items():
                assert figures[metric] < estimated < before[metric], (metric, figures, estimated, before)

    sent = replay(scratch, server, url, schema, months, known, cells(), {
        "hits": cells(actual="true", predicted="true"), "actual": cells(actual="true"),
        "predicted": cells(predicted="true")}, check)
    total = known["after"]
    assert min(found) < before["f1"], (before, found)
    server.wait(f'abs(model_class:ml_f1:ratio_1d{of[:-1]}, class="true"}} / {total["f1"]} - 1) < 1e-6', "recorded F1")
    print(f"shopper-intent: {sent} labels; F1 {before['f1']:.3f} in validation, then "
          + ", ".join(f"{month} {f1:.3f}" for month, f1 in zip(order, found)))
    # AUC is known but for pairs that share a bin of scores.
    gauges(server, of, "shoppers of all months", total, {"f1": 1e-9, "auc": 0.005, "accuracy": 1e-9})


def load(example, model):
    schema = yaml.safe_load((EXAMPLES / example / "registry" / model / "model.yaml").read_text(encoding="utf-8"))
    document = json.loads((EXAMPLES / example / "performance.json").read_text(encoding="utf-8"))
    return schema, document["periods"]


def main():
    if not DATA.is_dir():
        print(f"skipped: no {DATA}")
        return
    with scratch_folder() as scratch, service(scratch, windows=WINDOW) as (url, _):
        with prometheus.prometheus(scratch, url) as server:
            shoppers(scratch, server, url)
            bikes(scratch, server, url)
            failed = server.failures()
            assert not failed, failed


main()
