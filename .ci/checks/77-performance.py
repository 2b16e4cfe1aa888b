"""Months after training whose labels come later, while a real Prometheus scrapes the service.

Each month is predicted, then labelled. By PromQL over the scraped counters every month's figures are
those that scikit-learn gives of the same rows (examples/*/performance.json, by examples/performance.py);
the bike model's error grows with the season and passes its validation error. The recorded rules and the
service's own gauges say the same of all months together, and the estimate that needs no label is there.
"""
import csv
import gzip
import json
import math

import prometheus
import yaml
from service import EXAMPLES, ROOT, ask, scratch_folder, service

DATA = ROOT.parent / "shared" / "data"
BATCH = 500
WINDOW = "5m"  # all of it falls into one
KINDS = {"numeric": float, "categorical": str, "boolean": lambda text: text.upper() in ("TRUE", "1")}


def rows_by_month(file, month_of, months):
    """The data's rows of the months that are wanted."""
    found = {month: [] for month in months}
    opened = gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8")
    with opened as stream:
        for row in csv.DictReader(stream):
            if month_of(row) in found:
                found[month_of(row)].append(row)
    return found


def send(url, schema, month, rows):
    """Predicts the rows, then says what was true of them."""
    model, target = schema["name"], schema["target"]
    kinds = {feature["name"]: KINDS[feature["type"]] for feature in schema["features"]}
    labels = []
    for start in range(0, len(rows), BATCH):
        batch = rows[start:start + BATCH]
        ids = [f"{month}-{start + i}" for i in range(len(batch))]
        ask(f"{url}/v1/models/{model}/predict", {"instances": [
            {"id": i, "features": {name: kind(row[name]) for name, kind in kinds.items()}}
            for i, row in zip(ids, batch)]})
        regression = schema["task"] == "regression"
        labels += [{"id": i, "label": float(row[target]) if regression else row[target]}
                   for i, row in zip(ids, batch)]
    for start in range(0, len(labels), BATCH):
        # Those that come before the log has its row wait for it, so all are counted in the end.
        ask(f"{url}/v1/models/{model}/feedback", {"labels": labels[start:start + BATCH]})


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


def replay(server, url, schema, months, known, counted, exprs, check):
    sent, totals = 0, Totals(server, exprs)
    for month, rows in months.items():
        assert len(rows) == known[month]["rows"], (month, len(rows))
        send(url, schema, month, rows)
        sent += len(rows)
        server.wait(f"{counted} == {sent}", f"labels of {month}")
        check(month, totals.grown(), known[month])
    return sent


def gauges(server, of, all_months, bound):
    """The rolling window's figures, once its slot has ended, and the estimate beside them."""
    within = of[:-1] + f', window="{WINDOW}"}}'
    for metric, known in all_months.items():
        expr = f'ml_model_performance{within[:-1]}, metric="{metric}"}}'
        server.wait(f"abs({expr} - {known}) <= {bound[metric]}", f"{metric} as the service says it")
        gap = expr.replace("ml_model_performance{", "model_metric:ml_model_performance_gap:avg{")
        estimated = expr.replace("ml_model_performance{", "ml_model_performance_estimate{")
        server.wait(f"abs({gap} - ignoring (namespace, job, instance) ({expr} - {estimated})) < 1e-9", f"gap of {metric}")
        gap = value(server, gap)
        # The estimate takes P(label | score) to be as in validation, which it is not: the gap says so.
        assert gap > 0 if metric == "mae" else gap < 0, (metric, gap)
        print(f"  {metric}: realised {known:.4f}, estimated {known - gap:.4f}")


def bikes(server, url):
    schema, known = load("bike-sharing", "bike-demand")
    months = rows_by_month(DATA / "bike-sharing" / "hour.csv", lambda row: row["dteday"][:7],
                           [month for month in known if month[:4] == "2011"])
    of = '{model="bike-demand", version="1"}'
    counted = f"ml_feedback_regression_samples_total{of}"
    errors = []

    def check(month, grown, figures):
        close(f"MAE of {month}", grown["absolute"] / grown["rows"], figures["mae"])
        close(f"RMSE of {month}", math.sqrt(grown["squared"] / grown["rows"]), figures["rmse"])
        errors.append(grown["absolute"] / grown["rows"])

    sent = replay(server, url, schema, months, known, counted, {
        "rows": counted, "absolute": f"ml_feedback_absolute_error_sum_total{of}",
        "squared": f"ml_feedback_squared_error_sum_total{of}"}, check)
    validation = value(server, f'ml_baseline_performance{of[:-1]}, metric="mae"}}')
    assert errors == sorted(errors) and errors[0] > validation, (validation, errors)
    total = known["feb-jun-2011"]
    server.wait(f"abs(model:ml_mae:mean_1d{of} / {total['mae']} - 1) < 1e-6", "recorded MAE")
    server.wait(f"abs(model:ml_rmse:mean_1d{of} / {total['rmse']} - 1) < 1e-6", "recorded RMSE")
    print(f"bike-demand: {sent} labels; MAE {validation:.1f} in validation, then "
          + ", ".join(f"{error:.1f}" for error in errors))
    gauges(server, of, {"mae": total["mae"]}, {"mae": 1e-4})


def shoppers(server, url):
    schema, known = load("online-shoppers", "shopper-intent")
    months = rows_by_month(DATA / "online-shoppers" / "online_shoppers_intention.csv", lambda row: row["Month"],
                           [month for month in known if month != "after"])
    of = '{model="shopper-intent", version="1"}'

    def cells(**labels):
        more = "".join(f', {name}="{wanted}"' for name, wanted in labels.items())
        return f"sum(ml_feedback_outcomes_total{of[:-1]}{more}}})"

    found = []

    def check(month, grown, figures):
        f1 = 2 * grown["hits"] / (grown["actual"] + grown["predicted"])
        close(f"F1 of {month}", f1, figures["f1"])
        found.append(f1)

    sent = replay(server, url, schema, months, known, cells(), {
        "hits": cells(actual="true", predicted="true"), "actual": cells(actual="true"),
        "predicted": cells(predicted="true")}, check)
    validation = value(server, f'ml_baseline_performance{of[:-1]}, metric="f1"}}')
    total = known["after"]
    assert min(found) < validation, (validation, found)
    server.wait(f'abs(model_class:ml_f1:ratio_1d{of[:-1]}, class="true"}} / {total["f1"]} - 1) < 1e-6', "recorded F1")
    print(f"shopper-intent: {sent} labels; F1 {validation:.3f} in validation, then "
          + ", ".join(f"{f1:.3f}" for f1 in found))
    # AUC is known but for pairs that share a bin of scores.
    gauges(server, of, {"f1": total["f1"], "auc": total["auc"], "accuracy": total["accuracy"]},
           {"f1": 1e-9, "auc": 0.005, "accuracy": 1e-9})


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
            shoppers(server, url)
            bikes(server, url)
            failed = server.failures()
            assert not failed, failed


main()
