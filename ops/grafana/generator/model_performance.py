"""Performance from labels, beside the estimate from scores alone."""
from . import board, lines, query, stat, variable

OF = '{job="$job", model=~"$model", version=~"$version"}'
IN = '{job="$job", model=~"$model", version=~"$version", metric=~"$metric", window="$window"}'
# Some metrics are never estimated, some never realised, and some are of validation rows only.
FIGURES = ('{__name__=~"ml_model_performance|ml_model_performance_estimate|ml_baseline_performance", '
           'job="$job", model=~"$model"}')
BY = "model, version, metric"
NAME = "{{model}}/{{version}} {{metric}}"

OVERVIEW = [
    stat("Labels, 1 d", f"sum(model:ml_feedback_outcomes:increase1d{OF}) or "
         f"sum(model:ml_feedback_regression_samples:increase1d{OF})"),
    stat("Accuracy, 1 d", f"min(model:ml_accuracy:ratio_1d{OF})", unit="percentunit",
         text="Worst version, of labels that arrived."),
    stat("Worse than validation", f"sum(ml_model_performance_drift_detected{OF})",
         text="Windows whose labels have matured and that were judged worse."),
    stat("Coverage", f"min(ml_feedback_coverage_ratio{OF})", unit="percentunit",
         text="Least share of predictions with a label in a matured window; under .8 nothing is judged."),
]
REALISED = [
    lines("Realised and estimated", [
        query(f"avg by ({BY}) (ml_model_performance{IN})", NAME),
        query(f"avg by ({BY}) (ml_model_performance_estimate{IN})", f"{NAME} estimated"),
        query('max by (model, version, metric) (ml_baseline_performance{job="$job", '
              'model=~"$model", version=~"$version", metric=~"$metric"})', f"{NAME} validation")],
        width=16, height=10,
        text="Mean of the instances. The estimate needs no labels and assumes P(label | score) unchanged."),
    lines("Gap: realised less estimated", [query(
        f"model_metric:ml_model_performance_gap:avg{IN}", NAME)], height=10,
        text="Away from 0: the concept or the calibration changed, not only the inputs."),
]
CLASSES = [
    lines("Precision by class, 1 d", [query(
        f"model_class:ml_precision:ratio_1d{OF}", "{{model}}/{{version}} {{class}}")],
        unit="percentunit", min=0, max=1),
    lines("Recall by class, 1 d", [query(
        f"model_class:ml_recall:ratio_1d{OF}", "{{model}}/{{version}} {{class}}")],
        unit="percentunit", min=0, max=1),
    lines("F1, mean of the classes, 1 d", [query(
        f"model:ml_f1_macro:ratio_1d{OF}", "{{model}}/{{version}}")],
        unit="percentunit", min=0, max=1),
]
ERRORS = [
    lines("MAE, 1 d", [query(f"model:ml_mae:mean_1d{OF}", "{{model}}/{{version}}")], min=0, width=12),
    lines("RMSE, 1 d", [query(f"model:ml_rmse:mean_1d{OF}", "{{model}}/{{version}}")], min=0, width=12),
]


def dashboard():
    everything = {"multi": True, "includeAll": True, "current": {"text": "All", "value": "$__all"}}
    return board(
        "ml-model-performance", "ML: Model Performance",
        "How right the models of ml-service are, from labels and before them.",
        [
            variable("job", "label_values(ml_model_version, job)"),
            variable("model", 'label_values(ml_model_version{job="$job"}, model)', **everything),
            variable("version", 'label_values(ml_model_version{job="$job", model=~"$model"}, version)',
                     **everything),
            variable("window", f"label_values({FIGURES}, window)"),
            variable("metric", f"label_values({FIGURES}, metric)",
                     **everything),
        ],
        [("Overview", OVERVIEW), ("Realised and estimated", REALISED), ("Classes", CLASSES),
         ("Errors", ERRORS)],
    )
