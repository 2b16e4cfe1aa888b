"""Real data of the months after training, replayed through the service while a real Prometheus scrapes.

`./ml-service replay` sends the rows. PromQL over the scraped counters must then give the PSI that
scipy gave when the examples were made (examples/*/drift.json), the alert's expression must hold for
every feature that is known to have drifted and for no quiet one, and the service's own verdicts, as
scraped, must agree. House prices are the control: no feature drifts, nor do they together.
"""
import calendar
import csv
import gzip
import json
import math
import subprocess
import time

import prometheus
from service import EXAMPLES, ROOT, scratch_folder, service

DATA = ROOT.parent / "shared" / "data"
PSI = "model_feature:ml_input_feature_drift_psi:1h"
# What the alert MLFeatureDrift asks, without its patience.
DRIFTED = (f"{PSI}{{of}} >= model_feature:ml_input_feature_drift_psi_threshold:1h"
           f" and {PSI} > model_feature:ml_input_feature_drift_psi_noise:1h"
           " and model_feature:ml_input_feature_counted:increase1h >= 500")
# A quiet feature has a small PSI; the verdict also takes what one bin gains or loses.
ONE_BIN = ("model_feature:ml_input_feature_drift_l_infinity:1h{of}"
           " >= model_feature:ml_input_feature_drift_l_infinity_threshold:1h")
# Features together. The bikes' 516 training rows are too few for blocks, so nothing is said of them.
TESTS = {"correlation", "reconstruction-error", "domain-classifier"}
TOGETHER = {"shopper-intent": 1, "house-price": 0}


def window_of_which_is_left(seconds):
    """(name, end) of a window that ends then: windows begin at multiples of their length since 1970."""
    now = time.time()
    for length in range(seconds + 10, 3600):
        left = length - now % length
        if seconds <= left < seconds + 10:
            return f"{length}s", now + left
    raise AssertionError("no length of a window fits")


# All replays fall into the first one, and its verdict need not be waited for long.
WINDOW, WINDOW_END = window_of_which_is_left(135)


def read(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    with opened as stream:
        yield from csv.DictReader(stream)


def shoppers():
    """June to December; the data name the month alone, so its rows are spread over its hours."""
    for i, row in enumerate(read(DATA / "online-shoppers" / "online_shoppers_intention.csv")):
        month = list(calendar.month_abbr).index(row["Month"][:3])
        if month >= 6:
            yield {"timestamp": f"2021-{month:02}-{1 + i // 24 % 28:02}T{i % 24:02}:00:00Z", **row}


def bikes():
    """February to June 2011; the model was trained on January."""
    for row in read(DATA / "bike-sharing" / "hour.csv"):
        if "2011-02" <= row["dteday"] < "2011-07":
            yield {"timestamp": f"{row['dteday']}T{int(row['hr']):02}:00:00Z", **row}


def houses():
    """From September 2014; the model was trained on the four months before."""
    for row in read(DATA / "kc-house" / "kc_house_data.csv.gz"):
        if row["date"] >= "201409":
            yield {"timestamp": f"{row['date'][:4]}-{row['date'][4:6]}-{row['date'][6:8]}T00:00:00Z", **row}


REPLAYS = (("online-shoppers", "shopper-intent", shoppers, "after"),
           ("bike-sharing", "bike-demand", bikes, "feb-jun-2011"),
           ("kc-house-prices", "house-price", houses, "after"))


def known(example, period):
    document = json.loads((EXAMPLES / example / "drift.json").read_text(encoding="utf-8"))
    return document["periods"][period]


def replay(url, model, rows, scratch):
    """Sends the rows, out of order in the file, and returns how many."""
    rows = sorted(rows, key=lambda row: (row["timestamp"][8:], row["timestamp"]))
    path = scratch / f"{model}.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    said = subprocess.run(
        [ROOT / "ml-service", "replay", "--url", url, "--model", model, "--data", path,
         "--time-column", "timestamp", "--batch", "64"], capture_output=True, text=True, timeout=300)
    assert said.returncode == 0, said.stdout + said.stderr
    assert f"{len(rows)} rows" in said.stdout and "100.0 %" in said.stderr, said.stdout + said.stderr
    return len(rows)


def by_feature(server, expr):
    return {labels["feature"]: value for labels, value in server.query(expr)}


def check(server, model, expected, sent):
    of = f'{{model="{model}", version="1"}}'
    psi = by_feature(server, PSI + of)
    for name, figures in expected["features"].items():
        # drift.json keeps six digits.
        assert math.isclose(psi[name], figures["psi"], rel_tol=1e-5, abs_tol=1e-9), (model, name, psi[name], figures)
    drifted, quiet = set(expected["drifted"]), set(expected["quiet"])
    found = set(by_feature(server, DRIFTED.replace("{of}", of)))
    assert drifted <= found and not quiet & found, (model, "PromQL found", found, "known", drifted, quiet)
    verdicts = by_feature(
        server, f'ml_input_feature_drift_detected{{model="{model}", version="1", window="{WINDOW}"}}')
    ours = {name for name, value in verdicts.items() if value == 1}
    one_bin = set(by_feature(server, ONE_BIN.replace("{of}", of)))
    assert one_bin <= ours, (model, "one bin changed much", one_bin, "service found", ours)
    quiet -= one_bin
    assert set(verdicts) == set(expected["features"]), (model, verdicts)
    assert drifted <= ours and not quiet & ours, (model, "service found", ours, "known", drifted, quiet)
    rows = server.query(f'ml_predictions_total{{model="{model}"}}')[0][1]
    assert rows == sent, (model, rows, sent)
    share = server.query(f'ml_dataset_drift_ratio{{model="{model}", window="{WINDOW}"}}')
    assert math.isclose(share[0][1], len(ours) / len(verdicts)), (model, share, ours)
    together = server.query(f'ml_multivariate_drift_detected{{model="{model}", window="{WINDOW}"}}')
    assert [value for _, value in together] == ([TOGETHER[model]] if model in TOGETHER else []), (model, together)
    tests = {labels["test"] for labels, _ in server.query(f'ml_multivariate_drift{{model="{model}", window="{WINDOW}"}}')}
    assert tests == (TESTS if model in TOGETHER else set()), (model, tests)
    print(f"{model}: {sent} rows replayed; drifted {', '.join(sorted(drifted)) or 'none'}; "
          f"{len(quiet)} features quiet; PSI of all {len(psi)} by PromQL is scipy's")


def main():
    if not DATA.is_dir():
        print(f"skipped: no {DATA}")
        return
    with scratch_folder() as scratch, service(scratch, windows=WINDOW) as (url, _):
        with prometheus.prometheus(scratch, url) as server:
            sent = {}
            for example, model, rows, period in REPLAYS:
                sent[model] = replay(url, model, rows(), scratch)
                assert sent[model] == known(example, period)["rows"], (model, sent)
            assert time.time() < WINDOW_END - 5, "the replays took longer than the window"
            # The service judges by itself when the window ends; nobody asks it here.
            for model in sent:
                server.wait(f'ml_dataset_drift_ratio{{model="{model}", window="{WINDOW}"}}', "verdict")
            since = time.time()
            server.wait(f"min(timestamp({PSI})) > {since}", "rules")
            for example, model, _, period in REPLAYS:
                check(server, model, known(example, period), sent[model])
            failed = server.failures()
            assert not failed, failed


main()
