"""Inputs and predictions of one version against its baseline."""
from . import bars, board, lines, panel, query, stat, table, variable

OF = '{job="$job", model="$model", version="$version"}'
FEATURE = 'model, version, feature, namespace, job'
PSI = f"model_feature:ml_input_feature_drift_psi:1h{OF}"


def of(labels):
    return OF[:-1] + ", " + labels + "}"


CHOSEN = of('feature="$feature"')
DRIFTED = (f"{PSI} >= model_feature:ml_input_feature_drift_psi_threshold:1h{OF} "
           f"and {PSI} > model_feature:ml_input_feature_drift_psi_noise:1h{OF} "
           f"and model_feature:ml_input_feature_counted:increase1h{OF} >= 500")
OVERVIEW = [
    stat("Features drifted, cluster", f"count({DRIFTED}) or vector(0)",
         text="By the rule of MLFeatureDrift, over the last hour and all replicas."),
    stat("Largest PSI", f"max({PSI})", decimals=3),
    stat("Prediction PSI", f"max(model:ml_prediction_drift_psi:1h{OF})", decimals=3),
    stat("Share drifted, worst instance", "max(ml_dataset_drift_ratio" + of('window="$window"') + ")",
         unit="percentunit", text="What the service judged when its last window ended."),
    stat("Features not published", f"max(ml_metrics_features_omitted{OF})",
         text="Watched, but over the budget of series."),
    stat("Lost by monitoring, 1 h", f"sum(increase(ml_monitoring_dropped_total{OF}[1h]))"),
]
COLUMNS = {"excludeByName": {"Time": True},
           "renameByName": {"Value #A": "PSI", "Value #B": "threshold", "Value #C": "noise",
                            "Value #D": "KS", "Value #E": "Jensen-Shannon", "Value #F": "missing",
                            "Value #G": "rows"}}
FEATURES = [
    panel("table", "Features by PSI, last hour", [
        table(f"sum by (feature) ({name}{OF})") for name in (
            "model_feature:ml_input_feature_drift_psi:1h",
            "model_feature:ml_input_feature_drift_psi_threshold:1h",
            "model_feature:ml_input_feature_drift_psi_noise:1h",
            "model_feature:ml_input_feature_drift_ks:1h",
            "model_feature:ml_input_feature_drift_js:1h",
            "model_feature:ml_input_feature_missing:ratio1h",
            "model_feature:ml_input_feature_rows:increase1h")],
        transformations=[{"id": "merge", "options": {}}, {"id": "organize", "options": COLUMNS},
                         {"id": "sortBy", "options": {"sort": [{"field": "PSI", "desc": True}]}}],
        width=12, height=10, decimals=3),
    panel("status-history", "PSI by feature", [query(f"sum by (feature) ({PSI})", "{{feature}}")],
          width=12, height=10, decimals=2, options={"showValue": "never", "rowHeight": 0.9},
          color={"mode": "thresholds"},
          thresholds={"mode": "absolute", "steps": [
              {"color": "green", "value": None}, {"color": "yellow", "value": 0.1},
              {"color": "red", "value": 0.2}]}),
]


def shares(record, ordinals, labels, key):
    """Shares by the upper edge of their bin where there is one, else by category."""
    return (f'sum by (bin) (label_replace({ordinals}:upper{labels} * on ({key}, bin) group_left () '
            f'{record}{labels}, "bin", "≤ $1", "le", "(.*)")) '
            f"or sum by (bin) ({record}{labels} unless on ({key}, bin) {ordinals}:upper{labels})")


BINS = ("model_feature_le_bin:ml_input_feature_bins", CHOSEN, FEATURE)
SELECTED = [
    bars("$feature: last hour against baseline",
         shares("model_feature_bin:ml_input_feature:ratio1h", *BINS),
         shares("model_feature_bin:ml_baseline_input_feature:ratio", *BINS), "bin", width=12),
    lines("$feature: distances", [
        query(f"model_feature:ml_input_feature_drift_psi:1h{CHOSEN}", "PSI"),
        query(f"model_feature:ml_input_feature_drift_psi_threshold:1h{CHOSEN}", "PSI threshold"),
        query(f"model_feature:ml_input_feature_drift_psi_noise:1h{CHOSEN}", "PSI by chance"),
        query(f"model_feature:ml_input_feature_drift_ks:1h{CHOSEN}", "KS"),
        query(f"model_feature:ml_input_feature_drift_js:1h{CHOSEN}", "Jensen-Shannon")],
        width=12, min=0),
    lines("$feature: shares over time", [query(
        f"model_feature_bin:ml_input_feature:ratio1h{CHOSEN}", "{{bin}}")],
        unit="percentunit", min=0, max=1, width=12,
        custom={"stacking": {"mode": "normal", "group": "A"}, "fillOpacity": 60},
        text="Bins by ordinal, or categories."),
    lines("$feature: distances, by instance", [query(
        "ml_input_feature_drift" + of('feature="$feature", window="$window"'),
        "{{instance}} {{test}}")], width=12, min=0,
        text="What each instance found in its rolling window. The cluster's are above."),
]
SCORE = ("model_le_bin:ml_prediction_bins", OF, "namespace, job, model, version")
PREDICTIONS = [
    bars("Scores or values: last hour against baseline",
         shares("model_bin:ml_prediction:ratio1h", *SCORE),
         shares("model_bin:ml_baseline_prediction:ratio", *SCORE), "bin"),
    bars("Classes: last hour against baseline",
         f"sum by (class) (model_class:ml_prediction_class:ratio1h{OF})",
         f"sum by (class) (model_class:ml_baseline_prediction_class:ratio{OF})", "class"),
    lines("Prediction drift", [
        query(f"model:ml_prediction_drift_psi:1h{OF}", "PSI"),
        query(f"model:ml_prediction_class_drift_psi:1h{OF}", "PSI of classes"),
        query(f"model:ml_prediction_drift_psi_threshold:1h{OF}", "PSI threshold"),
        query(f"model:ml_prediction_drift_ks:1h{OF}", "KS")], min=0),
]
QUALITY = [
    lines("Missing", [query(f"model_feature:ml_input_feature_missing:ratio1h{OF}", "{{feature}}")],
          unit="percentunit", min=0),
    lines("Missing, over the baseline's share", [query(
        f"model_feature:ml_input_feature_missing:ratio1h{OF} "
        f"- model_feature:ml_baseline_input_feature_missing:ratio{OF}", "{{feature}}")],
        unit="percentunit"),
    lines("Never in training", [query(
        f"model_feature_reason:ml_input_feature_invalid:ratio1h{OF} > 0", "{{feature}} {{reason}}")],
        unit="percentunit", min=0, text="Unseen, out of range, NaN, infinite, clamped."),
]
VERDICTS = [
    panel("state-timeline", "Verdict by feature, worst instance", [query(
        "max by (feature) (ml_input_feature_drift_detected" + of('window="$window"') + ")",
        "{{feature}}")], width=12, options={"showValue": "never", "mergeValues": True},
        color={"mode": "thresholds"},
        thresholds={"mode": "absolute", "steps": [
            {"color": "green", "value": None}, {"color": "red", "value": 1}]}),
    lines("Verdict of the predictions", [query(
        "ml_prediction_drift_detected" + of('window="$window"'), "{{instance}}")],
        width=6, min=0, max=1, decimals=0, custom={"lineInterpolation": "stepAfter"}),
    lines("Prediction distance, by instance", [query(
        "ml_prediction_drift" + of('window="$window"'), "{{instance}} {{test}}")], width=6, min=0),
    lines("Rows in the rolling window", [query(
        f"ml_drift_window_rows{OF}", "{{instance}} {{window}}")], width=12, min=0),
    lines("Compared ago", [query(
        f"time() - ml_drift_evaluated_timestamp_seconds{OF}", "{{instance}} {{window}}")],
        width=12, unit="s", min=0),
]


def dashboard():
    return board(
        "ml-data-drift", "ML: Data Drift",
        "One version's inputs and predictions against its training baseline.",
        [
            variable("job", "label_values(ml_model_version, job)"),
            variable("model", 'label_values(ml_model_version{job="$job"}, model)'),
            variable("version", 'label_values(ml_model_version{job="$job", model="$model"}, version)'),
            variable("feature", f"label_values(ml_input_feature_missing_total{OF}, feature)"),
            variable("window", f"label_values(ml_drift_window_rows{OF}, window)"),
        ],
        [("Overview", OVERVIEW), ("Features", FEATURES), ("Feature $feature", SELECTED),
         ("Predictions", PREDICTIONS), ("Data quality", QUALITY),
         ("Verdicts of the service, window $window", VERDICTS)],
    )
