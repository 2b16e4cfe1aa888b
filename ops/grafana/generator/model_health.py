"""Requests, errors, latency, versions, resources."""
from . import board, lines, panel, query, stat, table, variable

OF = '{job="$job", model=~"$model", version=~"$version"}'
JOB = '{job="$job"}'


OVERVIEW = [
    stat("Instances up", f"sum(up{JOB})", text="Targets that answer scrapes."),
    stat("Requests", f"sum(rate(ml_inference_requests_total{OF}[$__rate_interval]))", unit="reqps"),
    stat("Rows predicted", f"sum(rate(ml_predictions_total{OF}[$__rate_interval]))", unit="cps"),
    stat("Errors of ours, 1 h", f"max(model:ml_inference_errors:ratio_rate1h{OF})",
         unit="percentunit", text="Worst version. The caller's errors are left out."),
    stat("Slow, 1 h", f"max(model:ml_inference_slow:ratio_rate1h{OF})", unit="percentunit",
         text="Worst version: requests over 0.25 s."),
    stat("Alerts", 'sum(ALERTS{alertstate="firing", job="$job", severity!="none"}) or vector(0)'),
]
REQUESTS = [
    lines("Requests by version", [query(
        f"sum by (model, version) (rate(ml_inference_requests_total{OF}[$__rate_interval]))",
        "{{model}}/{{version}}")], unit="reqps", min=0),
    lines("Errors by reason", [query(
        f"sum by (reason) (rate(ml_inference_errors_total{OF}[$__rate_interval]))", "{{reason}}")],
        unit="reqps", min=0, text="invalid and too-large are the caller's."),
    lines("Error budget burn", [
        query(f"model:ml_inference_errors:ratio_rate1h{OF} / 0.005", "{{model}}/{{version}} 1h"),
        query(f"model:ml_inference_errors:ratio_rate6h{OF} / 0.005", "{{model}}/{{version}} 6h")],
        min=0, text="1 spends the budget of 0.5 % in exactly 30 days; 14.4 in two."),
]
LATENCY = [
    lines("Latency quantiles", [
        query(f"model:ml_inference_latency_seconds:p{q}_rate5m{OF}", f"{{{{model}}}}/{{{{version}}}} p{q}")
        for q in (50, 95, 99)], unit="s", min=0),
    panel("heatmap", "Latency", [query(
        f"sum by (le) (increase(ml_inference_latency_seconds_bucket{OF}[$__rate_interval]))",
        "{{le}}", form="heatmap")],
        options={"calculate": False, "yAxis": {"unit": "s"}, "cellGap": 1,
                 "color": {"mode": "scheme", "scheme": "Blues", "steps": 64},
                 "tooltip": {"mode": "single", "yHistogram": False}}),
    lines("Latency budget burn", [
        query(f"model:ml_inference_slow:ratio_rate1h{OF} / 0.01", "{{model}}/{{version}} 1h"),
        query(f"model:ml_inference_slow:ratio_rate6h{OF} / 0.01", "{{model}}/{{version}} 6h")],
        min=0, text="1 spends the budget of 1 % in exactly 30 days."),
]
HIDE = {"id": "organize", "options": {"excludeByName": {"Time": True, "Value": True}}}
MODELS = [
    panel("table", "Loaded versions", [table(
        f"max by (model, version, owner, task, sha256) (ml_model_info{OF})")],
        transformations=[HIDE], width=12),
    lines("Aliases", [query(
        'max by (model, alias) (ml_model_alias_version{job="$job", model=~"$model"})',
        "{{model}} {{alias}}")], width=6, decimals=0, custom={"lineInterpolation": "stepAfter"}),
    lines("Instances that have loaded it", [query(
        f"count by (model, version) (ml_model_version{OF})", "{{model}}/{{version}}")],
        width=6, min=0, decimals=0, custom={"lineInterpolation": "stepAfter"}),
    lines("Loaded for", [query(
        f"time() - min by (model, version) (ml_model_loaded_timestamp_seconds{OF})",
        "{{model}}/{{version}}")], unit="s", min=0, width=12),
    lines("Load errors", [query(
        'sum by (model) (increase(ml_model_load_errors_total{job="$job", model=~"$model"}[1h]))',
        "{{model}}")], min=0, width=12),
]
RESOURCES = [
    lines("CPU", [
        query(f"rate(process_cpu_seconds_total{JOB}[$__rate_interval])", "{{instance}}"),
        query(f"max(ml_container_cpu_limit_cores{JOB})", "limit")], unit="cores", min=0),
    lines("CPU throttled", [query(
        f"rate(ml_container_cpu_throttled_seconds_total{JOB}[$__rate_interval])", "{{instance}}")],
        unit="percentunit", min=0),
    lines("Memory", [
        query(f"process_resident_memory_bytes{JOB}", "{{instance}} process"),
        query(f"ml_container_memory_usage_bytes{JOB}", "{{instance}} container"),
        query(f"max(ml_container_memory_limit_bytes{JOB})", "limit")], unit="bytes", min=0),
    lines("Heap", [
        query('jvm_memory_used_bytes{job="$job", area="heap"}', "{{instance}}"),
        query('max(jvm_memory_max_bytes{job="$job", area="heap"})', "limit")], unit="bytes", min=0),
    lines("Garbage collection", [query(
        f"sum by (instance) (rate(jvm_gc_collection_seconds_sum{JOB}[$__rate_interval]))",
        "{{instance}}")], unit="percentunit", min=0, text="Share of time."),
    lines("Threads and files", [
        query(f"jvm_threads_current{JOB}", "{{instance}} threads"),
        query(f"process_open_fds{JOB}", "{{instance}} files")], min=0),
    lines("GPU", [query(f"ml_gpu_utilization_ratio{JOB}", "{{instance}} GPU {{gpu}}")],
          unit="percentunit", min=0, max=1, width=12, text="Empty without a GPU."),
    lines("GPU memory", [
        query(f"ml_gpu_memory_used_bytes{JOB}", "{{instance}} GPU {{gpu}}"),
        query(f"ml_gpu_memory_total_bytes{JOB}", "{{instance}} GPU {{gpu}} in all")],
        unit="bytes", min=0, width=12),
]


def dashboard():
    everything = {"multi": True, "includeAll": True, "current": {"text": "All", "value": "$__all"}}
    return board(
        "ml-model-health", "ML: Model Health",
        "Requests, errors, latency, versions and resources of ml-service.",
        [
            variable("job", "label_values(ml_model_version, job)"),
            variable("model", 'label_values(ml_model_version{job="$job"}, model)', **everything),
            variable("version", 'label_values(ml_model_version{job="$job", model=~"$model"}, version)',
                     **everything),
        ],
        [("Overview", OVERVIEW), ("Requests", REQUESTS), ("Latency", LATENCY), ("Models", MODELS),
         ("Resources", RESOURCES)],
    )
