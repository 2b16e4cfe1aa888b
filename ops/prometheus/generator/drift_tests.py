"""promtool tests of the drift rules; what they expect is computed here from the formulas."""
import math

from . import DASHBOARD, RUNBOOK

VERSION = 'namespace="n",job="ml-service",model="m",version="1"'
AGE, CITY = VERSION + ',feature="age"', VERSION + ',feature="city"'
EDGES = ["-10.0", "20.0", "30.0", "+Inf"]
EVEN = [250, 250, 250, 250]
MINUTES = 90


def cumulative(counts):
    return [sum(counts[: i + 1]) for i in range(len(counts))]


def shares(counts):
    return [count / sum(counts) for count in counts]


def psi(live, base, null=None):
    """`null` gives by bin what share it is taken to have at least."""
    expected = [max(q, least) for q, least in zip(shares(base), null or [0] * len(base))]
    pairs = [(max(p, 1e-4), max(q, 1e-4)) for p, q in zip(shares(live), shares(expected))]
    return sum((p - q) * math.log(p / q) for p, q in pairs)


def ks(live, base):
    return max(abs(p - q) for p, q in zip(cumulative(shares(live)), cumulative(shares(base))))


def js(live, base):
    p, q = shares(live), shares(base)
    middle = [(a + b) / 2 for a, b in zip(p, q)]

    def divergence(of):
        return sum(a * math.log2(a / b) for a, b in zip(of, middle) if a > 0)

    return math.sqrt(max(0, (divergence(p) + divergence(q)) / 2))


def noise(bins, n, m):
    k = bins - 1
    return k * (1 - 2 / (9 * k) + 4 * math.sqrt(2 / (9 * k))) ** 3 * (1 / n + 1 / m)


# ------------------------------------------------------------------------------- parts of a test


def series(name, labels, start, step=0):
    values = f"{start:g}+{step:g}x{MINUTES}" if step else f"{start:g}x{MINUTES}"
    return f"      - {{series: '{name}{{{labels}}}', values: '{values}'}}\n"


def histogram(name, labels, pods, edges, constant=False):
    """`pods` gives each replica's counts per bin: a minute's, or for ever if constant."""
    text = ""
    for pod, counts in pods.items():
        for edge, count in zip(edges, cumulative(counts)):
            text += series(f"{name}_bucket", f'{labels},pod="{pod}",le="{edge}"',
                           *((count,) if constant else (0, count)))
    return text


def numeric(labels, pods, base, live="ml_input_feature_distribution", bins="ml_input_feature_bins"):
    both = {"a": base, "b": base}
    return (
        histogram(live, labels, pods, EDGES)
        + histogram(live.replace("ml_", "ml_baseline_", 1), labels, both, EDGES, constant=True)
        + histogram(bins, labels, {pod: [1] * len(base) for pod in both}, EDGES, constant=True)
    )


def outside(labels, by_bin):
    return "".join(series("ml_baseline_input_feature_outside_ratio", f'{labels},pod="{pod}",bin="{bin_}"', share)
                   for bin_, share in by_bin.items() for pod in "ab")


def score(pods, base):
    return numeric(VERSION, pods, base, "ml_prediction_distribution", "ml_prediction_bins")


def categories(labels, live, base):
    text = ""
    for category, count in live.items():
        text += series("ml_input_feature_category_total", f'{labels},category="{category}"', 0, count)
    for category, share in base.items():
        for pod in "ab":
            text += series("ml_baseline_input_feature_category_ratio",
                           f'{labels},pod="{pod}",category="{category}"', share)
    return text


def missing(labels, live, base):
    return series("ml_input_feature_missing_total", labels, 0, live) + series(
        "ml_baseline_input_feature_missing_ratio", labels, base)


def predictions(rate):
    return series("ml_predictions_total", VERSION, 0, rate)


def expects(record, labels, *value):
    samples = "".join(f"{{labels: '{{{labels}}}', value: {v:.6g}}}" for v in value)
    return (f"      - {{expr: 'round({record}, 1e-6)', eval_time: 90m, "
            f"exp_samples: [{samples}]}}\n")


def near(record, labels, value):
    """As `expects`, where a rounded number would depend on its last digit."""
    return (f"      - {{expr: 'abs({record} - {value:.9g}) < bool 1e-6', eval_time: 90m, "
            f"exp_samples: [{{labels: '{{{labels}}}', value: 1}}]}}\n")


def fires(alert, category, labels, summary, description, dashboard="ml-data-drift"):
    shown = labels.replace('="', ': "').replace(",", ", ")
    return f"""      - eval_time: 90m
        alertname: {alert}
        exp_alerts:
          - exp_labels: {{severity: warning, category: {category}, {shown}}}
            exp_annotations:
              summary: {summary}
              description: '{description}'
              runbook_url: {RUNBOOK}{alert}
              dashboard_url: {DASHBOARD}{dashboard}
"""


def quiet(*alerts):
    return "".join(f"      - {{eval_time: 90m, alertname: {alert}, exp_alerts: []}}\n" for alert in alerts)


def feature_drift(labels, value, feature):
    return fires("MLFeatureDrift", "drift", labels,
                 f"Feature {feature} of m has drifted from its training baseline.",
                 f"PSI of {feature} of m/1 over the last hour is {value:.3f}; it, the share outside the baseline "
                 "or the change of one bin has passed its threshold.")


def prediction_drift(value):
    return fires("MLPredictionDrift", "drift", VERSION,
                 "Predictions of m have drifted from the baseline.",
                 f"PSI of the predictions of m/1 over the last hour is {value:.3f}; it, the share outside the baseline "
                 "or the change of one bin has passed its threshold.")


def test(name, inputs, alerts, expectations=""):
    text = f"  - name: '{name}'\n    interval: 1m\n    input_series:\n{inputs}"
    if expectations:
        text += "    promql_expr_test:\n" + expectations
    return text + "    alert_rule_test:\n" + alerts


# ----------------------------------------------------------------------------------- the tests


def distances(name, pods, drifted, base=EVEN):
    """All distances of one numeric feature, summed over replicas."""
    live = [sum(counts) for counts in zip(*pods.values())]
    value, n, m = psi(live + [0], base + [0]), sum(live) * 60, sum(base)
    return test(
        name,
        numeric(AGE, pods, base),
        (feature_drift(AGE, value, "age") if drifted else quiet("MLFeatureDrift"))
        + quiet("MLFeatureMissing", "MLFeatureInvalid"),
        near("model_feature:ml_input_feature_drift_psi:1h", AGE, value)
        + near("model_feature:ml_input_feature_drift_psi_noise:1h", AGE, noise(len(base) + 1, n, m))
        + near("model_feature:ml_input_feature_drift_ks:1h", AGE, ks(live, base))
        + near("model_feature:ml_input_feature_drift_ks_critical:1h", AGE,
               1.95 * math.sqrt(1 / n + 1 / m))
        + near("model_feature:ml_input_feature_drift_js:1h", AGE, js(live, base))
        + near("model_feature:ml_input_feature_rows:increase1h", AGE, n)
        + near("model_feature:ml_input_feature_drift_psi_threshold:1h", AGE, 0.2),
    )


def numeric_tests():
    shift = {"a": [1, 2, 3, 9], "b": [0, 1, 1, 3]}
    live = [1, 3, 4, 12]
    held = series("ml_drift_threshold", AGE + ',test="psi"', 0.9) + series(
        "ml_drift_threshold", AGE + ',test="ks"', 0.01) + series(
        "ml_drift_threshold", AGE + ',test="l-infinity"', 0.5)
    low = series("ml_drift_threshold", AGE + ',test="psi"', 0.05) + series(
        "ml_drift_threshold", VERSION + ',test="psi"', 0.9)
    slight = [8, 10, 10, 13]
    return (
        distances("numeric, drifted, unevenly split over two replicas", shift, True)
        + distances("numeric, one distribution: every distance is 0",
                    {"a": [5, 5, 5, 5], "b": [2, 2, 2, 2]}, False)
        + distances("numeric, an empty bin gives a finite PSI", {"a": [0, 10, 10, 10]}, True)
        + distances("numeric, replicas drifting in opposite directions are no drift of the whole",
                    {"a": [10, 10, 0, 0], "b": [0, 0, 10, 10]}, False)
        + distances("numeric, strong drift in 120 rows an hour", {"a": [0, 0, 0, 2]}, False)
        + distances("numeric, unequal training bins", {"a": [9, 1, 1, 1]}, True, [100, 500, 300, 100])
        + test("numeric, the model has a threshold over the drift", numeric(AGE, shift, EVEN) + held,
               quiet("MLFeatureDrift"),
               near("model_feature:ml_input_feature_drift_psi:1h", AGE, psi(live, EVEN))
               + near("model_feature:ml_input_feature_drift_psi_threshold:1h", AGE, 0.9))
        + test("numeric, the feature has a threshold under 0.2, apart from that of the predictions",
               numeric(AGE, {"a": [2 * c for c in slight]}, [5000, 10000, 10000, 15000]) + low,
               quiet("MLFeatureDrift"))
        + test("numeric, the same threshold, passed",
               numeric(AGE, {"a": slight}, [14000, 10000, 10000, 7000]) + low.replace("0.05", "0.02"),
               feature_drift(AGE, psi(slight, [14000, 10000, 10000, 7000]), "age"))
    )


def categorical_tests():
    live, base = {"x": 1, "y": 3, "z": 6}, {"x": 0.5, "y": 0.3, "z": 0.2}
    value = psi([*live.values(), 0], [*base.values(), 0])
    unseen = {"x": 50, "y": 30, "__other__": 2, "__unseen__": 18}
    none_unseen = {"x": 0.6, "y": 0.38, "__other__": 0.02, "__unseen__": 0}
    new = psi([50, 30, 2, 18, 0], [0.6, 0.38, 0.02, 0, 0], [0, 0, 0, 0.01, 0])
    # 40 categories and 600 rows: one half of the PSI is noise, and some is over 0.2.
    many = {f"c{i:02}": 1 + i % 2 * 0.5 for i in range(40)}
    flat = {f"c{i:02}": 0.025 for i in range(40)}
    wide = {f"c{i:02}": 0.1 + i % 4 * 0.1 for i in range(40)}
    alone = quiet("MLMonitoringBlind", "MLPredictionDrift")
    return (
        test("categorical, drifted; categories alone are not blindness",
             categories(CITY, {c: 10 * n for c, n in live.items()}, base) + predictions(100),
             feature_drift(CITY, value, "city") + alone,
             near("model_feature:ml_input_feature_drift_psi:1h", CITY, value)
             + near("model_feature:ml_input_feature_drift_psi_noise:1h", CITY, noise(4, 6000, 6000)))
        + test("categorical, as in training",
               categories(CITY, {"x": 50, "y": 30, "z": 20}, base) + predictions(100),
               quiet("MLFeatureDrift") + alone,
               near("model_feature:ml_input_feature_drift_psi:1h", CITY, 0))
        + test("categorical, what training never had is a category of its own",
               categories(CITY, unseen, none_unseen) + outside(CITY, {"__unseen__": 0.01}),
               feature_drift(CITY, new, "city"),
               near("model_feature:ml_input_feature_drift_psi:1h", CITY, new)
               + near("model_feature:ml_input_feature_drift_outside:1h", CITY, 0.18))
        + test("categorical, drifted in 300 rows an hour",
               categories(CITY, {"x": 0.5, "y": 1.5, "z": 3}, base), quiet("MLFeatureDrift"))
        + test("categorical, many categories in few rows: over 0.2 and yet noise",
               categories(CITY, wide, flat), quiet("MLFeatureDrift"),
               near("model_feature:ml_input_feature_drift_psi:1h", CITY,
                    psi([*wide.values(), 0], [*flat.values(), 0]))
               + near("model_feature:ml_input_feature_drift_psi_noise:1h", CITY, noise(41, 600, 600)))
        + test("categorical, the rows of its baseline are those of a numeric feature",
               categories(CITY, many, flat) + numeric(AGE, {"a": [15, 15, 15, 5]}, [5000] * 4),
               quiet("MLFeatureMissing"),
               expects("model_feature:ml_baseline_input_feature:rows{feature=\"city\"}", CITY, 20000))
    )


def outside_tests():
    """Below and above the range, and in gaps between the values."""
    base = [0, 400, 600, 0]
    ends = {"1": 0.001, "4": 0.001}
    null = [0.001, 0, 0, 0.001, 0]
    below = [20, 28, 52, 0]
    value = psi(below + [0], base + [0], null)

    def thresholds(psi_least, least, largest=1):
        return "".join(series("ml_drift_threshold", AGE + f',test="{test}"', value)
                       for test, value in (("psi", psi_least), ("outside", least), ("l-infinity", largest)))

    gaps = "".join(series("ml_input_feature_gap_total", f'{AGE},bin="{i}"', 0, count)
                   for i, count in ((2, 0), (3, 15)))
    with_gap = psi([0, 40, 45, 0, 15, 0], [0, 400, 600, 0, 0, 0], [0.001, 0, 0, 0.001, 0.001, 0])
    return (
        test("outside, a fifth is below all training rows",
             numeric(AGE, {"a": below}, base) + outside(AGE, ends),
             feature_drift(AGE, value, "age"),
             near("model_feature:ml_input_feature_drift_psi:1h", AGE, value)
             + near("model_feature:ml_input_feature_drift_outside:1h", AGE, 0.2)
             + near("model_feature:ml_input_feature_drift_outside_threshold:1h", AGE, 0.05))
        + test("outside, no row is: what the ends are taken to have makes hardly a difference",
               numeric(AGE, {"a": [0, 40, 60, 0]}, base) + outside(AGE, ends), quiet("MLFeatureDrift"),
               near("model_feature:ml_input_feature_drift_psi:1h", AGE,
                    psi([0, 40, 60, 0, 0], base + [0], null)))
        + test("outside, the share matters by itself",
               numeric(AGE, {"a": below}, base) + outside(AGE, ends) + thresholds(5, 0.1),
               feature_drift(AGE, value, "age"))
        + test("outside, less of it than the model says",
               numeric(AGE, {"a": below}, base) + outside(AGE, ends) + thresholds(5, 0.3),
               quiet("MLFeatureDrift"))
        + test("outside, one bin changes by more than the model says",
               numeric(AGE, {"a": below}, base) + outside(AGE, ends) + thresholds(5, 0.3, 0.15),
               feature_drift(AGE, value, "age"),
               near("model_feature:ml_input_feature_drift_l_infinity:1h", AGE, 0.2 - 0.001 / 1.002)
               + near("model_feature:ml_input_feature_drift_l_infinity_threshold:1h", AGE, 0.15))
        + test("outside, values between those of training are a bin of their own",
               numeric(AGE, {"a": [0, 40, 60, 0]}, base) + gaps + outside(AGE, {**ends, "__gap__": 0.001}),
               feature_drift(AGE, with_gap, "age"),
               near("model_feature:ml_input_feature_drift_psi:1h", AGE, with_gap)
               + near("model_feature:ml_input_feature_drift_outside:1h", AGE, 0.15))
    )


def missing_tests():
    jump = missing(AGE, 30, 0.02)
    live = [70 / 4] * 4
    value = psi([*live, 30], [0.245] * 4 + [0.02])
    return (
        test("missing in 30 % of rows, 2 % in training: missing is one more bin",
             numeric(AGE, {"a": live}, EVEN) + jump,
             fires("MLFeatureMissing", "quality", AGE,
                   "Feature age of m is missing more often than in training.",
                   "30% of the rows of m/1 in the last hour lack age.")
             + feature_drift(AGE, value, "age"),
             near("model_feature:ml_input_feature_missing:ratio1h", AGE, 0.3)
             + near("model_feature:ml_input_feature_drift_psi:1h", AGE, value)
             + near("model_feature:ml_input_feature_drift_ks:1h", AGE, 0))
        + test("missing in 80 % of rows, as in training",
               numeric(AGE, {"a": [5, 5, 5, 5]}, EVEN) + missing(AGE, 80, 0.8),
               quiet("MLFeatureMissing", "MLFeatureDrift"),
               near("model_feature:ml_input_feature_drift_psi:1h", AGE, 0))
        + test("missing in 8 % of rows, 4 % in training",
               numeric(AGE, {"a": [23, 23, 23, 23]}, EVEN) + missing(AGE, 8, 0.04),
               quiet("MLFeatureMissing"))
        + test("missing in every row: no value is left, and that is not blindness",
               categories(CITY, {"x": 0, "y": 0}, {"x": 0.5, "y": 0.5}) + missing(CITY, 20, 0)
               + predictions(20),
               fires("MLFeatureMissing", "quality", CITY,
                     "Feature city of m is missing more often than in training.",
                     "100% of the rows of m/1 in the last hour lack city.")
               + quiet("MLMonitoringBlind"))
        + test("missing in 5 of 300 rows an hour",
               numeric(AGE, {"a": [0, 0, 0, 0]}, EVEN) + missing(AGE, 5, 0.02),
               quiet("MLFeatureMissing"))
    )


def invalid_tests():
    def invalid(reason, rate):
        return series("ml_input_feature_invalid_total", f'{AGE},reason="{reason}"', 0, rate)

    def fired(reason, percent):
        return fires("MLFeatureInvalid", "quality", f'{AGE},reason="{reason}"',
                     "Feature age of m has values that training never had.",
                     f"{percent} of the values of age of m/1 in the last hour are {reason}.")

    even = numeric(AGE, {"a": [22.5] * 4}, EVEN)
    return (
        test("invalid, a tenth is NaN", even + invalid("nan", 10) + invalid("above", 1),
             fired("nan", "10%"),
             near('model_feature_reason:ml_input_feature_invalid:ratio1h{reason="nan"}',
                  AGE + ',reason="nan"', 0.1))
        + test("invalid, 9 of 90 above the maximum; these are counted in the last bin too",
               even + invalid("above", 9), fired("above", "10%"))
        + test("invalid, little of everything, and many unseen categories",
               even + "".join(invalid(reason, 2) for reason in ("nan", "infinite", "above", "below"))
               + invalid("unseen", 30), quiet("MLFeatureInvalid"))
    )


def prediction_tests():
    shift, base = [1, 3, 4, 12], [500, 300, 150, 50]
    value = psi([5 * c for c in shift], base)

    def classes(live, share):
        text = ""
        for name in live:
            text += series("ml_prediction_class_total", f'{VERSION},class="{name}"', 0, live[name])
            text += series("ml_baseline_prediction_class_ratio", f'{VERSION},class="{name}"', share[name])
        return text

    turned = psi([30, 70], [0.8, 0.2])
    own = series("ml_drift_threshold", VERSION + ',test="psi"', 10) + series(
        "ml_drift_threshold", AGE + ',test="psi"', 20) + series(
        "ml_drift_threshold", VERSION + ',test="l-infinity"', 1)
    return (
        test("predictions, scores drifted", score({"a": shift, "b": [4 * c for c in shift]}, base),
             prediction_drift(value),
             near("model:ml_prediction_drift_psi:1h", VERSION, value)
             + near("model:ml_prediction_drift_psi_noise:1h", VERSION, noise(4, 6000, 1000))
             + near("model:ml_prediction_drift_ks:1h", VERSION, ks(shift, base))
             + near("model:ml_prediction_drift_js:1h", VERSION, js(shift, base)))
        + test("predictions, scores as before", score({"a": [50, 30, 15, 5]}, base),
               quiet("MLPredictionDrift"), near("model:ml_prediction_drift_psi:1h", VERSION, 0))
        + test("predictions, the model has a threshold over the drift",
               score({"a": [5 * c for c in shift]}, base) + own, quiet("MLPredictionDrift"),
               expects("model:ml_prediction_drift_psi_threshold:1h", VERSION, 10)
               + expects("model_feature:ml_input_feature_drift_psi_threshold:1h", AGE, 20))
        + test("predictions, classes turned", classes({"no": 30, "yes": 70}, {"no": 0.8, "yes": 0.2}),
               prediction_drift(turned),
               near("model:ml_prediction_class_drift_psi:1h", VERSION, turned))
        + test("predictions, classes as before",
               classes({"no": 80, "yes": 20}, {"no": 0.8, "yes": 0.2}), quiet("MLPredictionDrift"))
        + test("predictions, no baseline of them: no figure and no alert",
               histogram("ml_prediction_distribution", VERSION, {"a": shift}, EDGES),
               quiet("MLPredictionDrift"), expects("model:ml_prediction_drift_psi:1h", VERSION))
    )


def segment_tests():
    rome = VERSION + ',segment="city",value="rome",window="1h"'
    paris = VERSION + ',segment="city",value="paris",window="1h"'

    def judged(labels, pod, value):
        return series("ml_segment_drift_detected", labels + f',pod="{pod}"', value)

    return (
        test("segments, the one that drifted, once for all replicas",
             judged(rome, "a", 1) + judged(rome, "b", 1) + judged(paris, "a", 0),
             fires("MLSegmentDrift", "drift", rome,
                   "Rows of m whose city is rome have drifted.",
                   "A feature or output of these rows of m/1 had drifted from the training rows of "
                   "the same segment when the last 1h ended."))
        + test("segments, as in training",
               judged(rome, "a", 0) + judged(paris, "a", 0), quiet("MLSegmentDrift"))
        + test("segments, none is judged", predictions(100), quiet("MLSegmentDrift"))
    )


def quality_tests():
    def judged(check, pod, value):
        return series("ml_data_quality_drifted_features",
                      VERSION + f',check="{check}",window="1h",pod="{pod}"', value)

    wrong = VERSION + ',check="type-error",window="1h"'
    return (
        test("quality, values of a wrong type, once for all replicas",
             judged("type-error", "a", 2) + judged("type-error", "b", 1)
             + judged("duplicate", "a", 0),
             fires("MLDataQuality", "quality", wrong,
                   "Inputs of m fail the check type-error.",
                   "When the last 1h ended, the rate of type-error in 2 features (or in requests) "
                   "of m/1 was over that of the baseline."))
        + test("quality, what other alerts tell", judged("missing", "a", 3) + judged("above", "a", 1),
               quiet("MLDataQuality"))
    )


def blind_tests():
    blind = fires("MLMonitoringBlind", "monitoring", VERSION,
                  "Drift monitoring of m/1 receives no data.",
                  "600 rows predicted in the last hour but not one recorded feature value.")
    dropped = series("ml_monitoring_dropped_total", VERSION + ',stage="count"', 0, 1) + series(
        "ml_monitoring_dropped_total", VERSION + ',stage="evaluate"', 0)
    return (
        test("blind, no feature series at all", predictions(10), blind)
        + test("blind, feature series that stand still",
               predictions(10) + numeric(AGE, {"a": [0, 0, 0, 0]}, EVEN)
               + categories(CITY, {"x": 0}, {"x": 1}) + missing(CITY, 0, 0),
               blind + quiet("MLFeatureDrift"))
        + test("blind, not with numeric features, nor without traffic",
               predictions(10) + numeric(AGE, {"a": [3, 3, 2, 2]}, EVEN), quiet("MLMonitoringBlind"))
        + test("blind, not after 60 rows in an hour", predictions(1), quiet("MLMonitoringBlind"))
        + test("monitoring loses rows", dropped,
               fires("MLMonitoringDropped", "monitoring", VERSION + ',stage="count"',
                     "Monitoring of m/1 loses data.", "60 lost at stage count in the last hour."))
        + test("monitoring loses nothing",
               series("ml_monitoring_dropped_total", VERSION + ',stage="count"', 7),
               quiet("MLMonitoringDropped"))
    )


def tests():
    return (
        "rule_files: [ml-drift.rules.yml]\n"
        + "group_eval_order: [ml-drift-inputs.rules, ml-drift-predictions.rules, "
        + "ml-drift-thresholds.rules, ml-drift.alerts]\n"
        + "evaluation_interval: 5m\ntests:\n"
        + numeric_tests()
        + categorical_tests()
        + outside_tests()
        + missing_tests()
        + invalid_tests()
        + prediction_tests()
        + segment_tests()
        + quality_tests()
        + blind_tests()
    )
