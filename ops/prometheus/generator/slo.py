"""Error and latency burn rates in several windows (SRE workbook, chapter 5)."""
from . import DASHBOARD, MODEL, RUNBOOK

WINDOWS = ["5m", "30m", "1h", "2h", "6h", "1d", "3d"]
# long, short, burn factor, least requests in the long window, for, severity
BURNS = [
    ("1h", "5m", 14.4, 100, "2m", "critical"),
    ("6h", "30m", 6, 300, "15m", "critical"),
    ("1d", "2h", 3, 500, "1h", "warning"),
    ("3d", "6h", 1, 1000, "3h", "warning"),
]
OBJECTIVES = [
    dict(alert="MLInferenceErrorBudgetBurn", ratio="model:ml_inference_errors", budget=0.005,
         says="99.5 % of requests are answered", slo="ml-inference-availability",
         what="inference error", verb="failed", percent="0.5%"),
    dict(alert="MLInferenceLatencyBudgetBurn", ratio="model:ml_inference_slow", budget=0.01,
         says="99 % of requests take at most 0.25 s", slo="ml-inference-latency",
         what="latency", verb="took more than 0.25s", percent="1%"),
]
HEAD = """# Burn rates, summed over replicas: pod and instance never survive.
# The caller's errors (invalid, too-large) are neither failures nor eligible requests, so a client
# that sends nonsense can neither page nor dilute a failure. `or 0 *`: a version that never erred is
# 0, not absent. le="0.25" is an edge of the histogram by contract.
groups:
  - name: ml-slo-indicators.rules
    interval: 30s
    rules:
"""
INDICATORS = """\
      - record: model:ml_inference_eligible:increase{w}
        expr: |
          sum by ({MODEL}) (increase(ml_inference_requests_total[{w}]))
          - (
              sum by ({MODEL}) (increase(ml_inference_errors_total{{reason=~"invalid|too-large"}}[{w}]))
            or
              0 * sum by ({MODEL}) (increase(ml_inference_requests_total[{w}]))
          )
      - record: model:ml_inference_errors:ratio_rate{w}
        expr: |
          (
              sum by ({MODEL}) (increase(ml_inference_errors_total{{reason!~"invalid|too-large"}}[{w}]))
            or
              0 * model:ml_inference_eligible:increase{w}
          )
          / (model:ml_inference_eligible:increase{w} > 0)
      - record: model:ml_inference_slow:ratio_rate{w}
        expr: |
          1 - (
            sum by ({MODEL}) (rate(ml_inference_latency_seconds_bucket{{le="0.25"}}[{w}]))
            / (sum by ({MODEL}) (rate(ml_inference_latency_seconds_bucket{{le="+Inf"}}[{w}])) > 0)
          )
"""
LATENCY = f"""\
      - record: model_le:ml_inference_latency_seconds_bucket:rate5m
        expr: sum by ({MODEL}, le) (rate(ml_inference_latency_seconds_bucket[5m]))
"""
QUANTILE = """\
      - record: model:ml_inference_latency_seconds:p{q}_rate5m
        expr: histogram_quantile(0.{q}, model_le:ml_inference_latency_seconds_bucket:rate5m)
"""
BURN = """\
      - alert: {alert}
        # {says}: budget {budget}, factor {factor}. The guard counts requests of the long window.
        expr: |
          (
              {ratio}:ratio_rate{long} > ({factor} * {budget})
            and
              {ratio}:ratio_rate{short} > ({factor} * {budget})
          )
          and model:ml_inference_eligible:increase{long} >= {least}
        for: {hold}
        labels:
          severity: {severity}
          category: availability
          slo: {slo}
          long: {long}
          short: {short}
        annotations:
          summary: Model {{{{ $labels.model }}}} is burning its {what} budget too fast.
          description: '{{{{ $value | humanizePercentage }}}} of inference requests to {{{{ $labels.model }}}}/{{{{ $labels.version }}}} {verb} over the last {long} ({factor}x the budget of {percent}).'
          runbook_url: {RUNBOOK}{alert}
          dashboard_url: {DASHBOARD}ml-model-health
"""


def rules():
    text = HEAD
    for w in WINDOWS:
        text += INDICATORS.format(w=w, MODEL=MODEL)
    text += LATENCY
    for q in (50, 95, 99):
        text += QUANTILE.format(q=q)
    text += "\n  - name: ml-slo.alerts\n    rules:\n"
    names = ("long", "short", "factor", "least", "hold", "severity")
    for objective in OBJECTIVES:
        for burn in BURNS:
            text += BURN.format(RUNBOOK=RUNBOOK, DASHBOARD=DASHBOARD, **objective,
                                **dict(zip(names, burn)))
    return text
