"""Cluster-wide drift and quality of inputs and predictions, from counters and baseline constants."""
from . import DASHBOARD, FEATURE, MODEL, RUNBOOK

HEAD = """# Drift over the last hour, summed over replicas. Where things come from:
#   ml_input_feature_distribution, ml_prediction_distribution     histograms, edges from the baseline
#   ml_baseline_…_distribution                                    constant histograms, same edges
#   ml_input_feature_bins, ml_prediction_bins                     constant: one observation a bin, so
#                                                                 a bucket's value is its ordinal
#   ml_input_feature_category_total, ml_baseline_input_feature_category_ratio
#   ml_input_feature_missing_total, ml_baseline_input_feature_missing_ratio
#   ml_input_feature_gap_total, ml_prediction_gap_total           values between those of the baseline
#   ml_baseline_…_outside_ratio                                   what bins outside its values expect
# Bin 1 is below the baseline's range and the last one above, but of probabilities.
# le="+Inf" stands for _count, which is not there where an edge is negative.
groups:
"""
# From cumulative buckets to distributions; key, level and names say of what.
HISTOGRAM = """\
      - record: {level}_le:{live}:increase1h
        expr: sum by ({key}, le) (increase({live}_bucket[1h]))
      - record: {level}:{live}:increase1h
        expr: sum without (le) ({level}_le:{live}:increase1h{{le="+Inf"}})
      - record: {level}_le:{live}:cdf1h
        expr: |
          {level}_le:{live}:increase1h
          / ignoring (le) group_left () ({level}:{live}:increase1h > 0)
      - record: {level}:{base}:count
        # max by (): every replica has the same constants.
        expr: sum without (le) (max by ({key}, le) ({base}_bucket{{le="+Inf"}}))
      - record: {level}_le:{base}:cdf
        expr: |
          max by ({key}, le) ({base}_bucket)
          / ignoring (le) group_left () ({level}:{base}:count > 0)
      - record: {level}:{drift}_ks:1h
        # Kolmogorov-Smirnov at the published edges: a lower bound of the exact one.
        expr: max by ({key}) (abs({level}_le:{live}:cdf1h - {level}_le:{base}:cdf))
      - record: {level}:{drift}_ks_critical:1h
        # At .001: 1.95 sqrt(1/n + 1/m).
        expr: 1.95 * sqrt(1 / ({level}:{live}:increase1h > 0) + 1 / ({level}:{base}:count > 0))
"""
# count_values() turns the ordinal of a bin, a value, into a label; once as it is and once plus one
# makes "the edge below" joinable.
ORDINALS = """\
      - record: {level}_le_bin:{bins}:upper
        expr: count_values by ({key}, le) ("bin", max by ({key}, le) ({bins}_bucket))
      - record: {level}_le_bin:{bins}:lower
        expr: count_values by ({key}, le) ("bin", max by ({key}, le) ({bins}_bucket) + 1)
"""
PER_BIN = """\
sum without (le) ({level}_le_bin:{bins}:upper * on ({key}, le) group_left () {cdf})
              - sum without (le) ({level}_le_bin:{bins}:lower * on ({key}, le) group_left () {cdf})
            or
              sum without (le) ({level}_le_bin:{bins}:upper * on ({key}, le) group_left () {cdf})"""
ROWS = f"""\
      # ---- rows of a feature: values, missing, and what is no finite number
      - record: model_feature_bin:ml_input_feature_category:increase1h
        expr: |
          sum by ({FEATURE}, bin) (
            label_replace(sum by ({FEATURE}, category) (increase(ml_input_feature_category_total[1h])),
              "bin", "$1", "category", "(.*)"))
      - record: model_feature:ml_input_feature_values:increase1h
        expr: |
          model_feature:ml_input_feature_distribution:increase1h
          or sum by ({FEATURE}) (model_feature_bin:ml_input_feature_category:increase1h)
      - record: model_feature:ml_input_feature_missing:increase1h
        expr: |
          sum by ({FEATURE}) (increase(ml_input_feature_missing_total[1h]))
          or 0 * model_feature:ml_input_feature_values:increase1h
      - record: model_feature:ml_input_feature_counted:increase1h
        expr: |
          model_feature:ml_input_feature_missing:increase1h
          + (
              model_feature:ml_input_feature_values:increase1h
            or
              0 * model_feature:ml_input_feature_missing:increase1h
          )
      - record: model_feature:ml_input_feature_missing:ratio1h
        expr: |
          model_feature:ml_input_feature_missing:increase1h
          / (model_feature:ml_input_feature_counted:increase1h > 0)
      - record: model_feature:ml_input_feature_rows:increase1h
        expr: |
          model_feature:ml_input_feature_counted:increase1h
          + (
              sum by ({FEATURE}) (increase(ml_input_feature_invalid_total{{reason=~"nan|infinite"}}[1h]))
            or
              0 * model_feature:ml_input_feature_counted:increase1h
          )
      - record: model_feature_reason:ml_input_feature_invalid:ratio1h
        expr: |
          sum by ({FEATURE}, reason) (increase(ml_input_feature_invalid_total[1h]))
          / on ({FEATURE}) group_left () (model_feature:ml_input_feature_rows:increase1h > 0)
      - record: model_feature:ml_baseline_input_feature_missing:ratio
        # Nothing said: none was missing.
        expr: |
          max by ({FEATURE}) (ml_baseline_input_feature_missing_ratio)
          or 0 * model_feature:ml_baseline_input_feature_distribution:count
          or 0 * max by ({FEATURE}) (ml_baseline_input_feature_category_ratio)
      - record: model_feature:ml_baseline_input_feature:rows
        # Categories are published as shares alone: their rows are those of the version's numeric
        # features or, without any, as many as now, which makes the alert stricter.
        expr: |
          model_feature:ml_baseline_input_feature_distribution:count
          or
            0 * model_feature:ml_input_feature_counted:increase1h
            + on ({MODEL}) group_left () max by ({MODEL}) (model_feature:ml_baseline_input_feature_distribution:count)
          or
            model_feature:ml_input_feature_counted:increase1h
"""
# Bins as they are counted, then what stands in gaps taken out of them.
GAPS = """\
      - record: {level}_bin:{live}:ratio1h
        expr: |
          {counted}
      - record: {level}_bin:{gap}:ratio1h
        # What stands in gaps between the values of the baseline, by the bin that counts it as well.
        expr: |
          sum by ({key}, bin) (increase({gap}_total[1h]))
          / on ({key}) group_left () ({level}:{live}:increase1h > 0)
"""
WITHOUT_GAPS = """\
{level}_bin:{live}:ratio1h - on ({key}, bin) {level}_bin:{gap}:ratio1h
            or
              {level}_bin:{live}:ratio1h
            or
              label_replace(sum by ({key}) ({level}_bin:{gap}:ratio1h), "bin", "__gap__", "", "")"""
SHARES = """\
      - record: model_feature_bin:ml_input_feature:ratio1h
        expr: |
          (
              {live_bins}
            or
              model_feature_bin:ml_input_feature_category:increase1h
              / on ({key}) group_left () (model_feature:ml_input_feature_values:increase1h > 0)
          )
          * on ({key}) group_left () (1 - model_feature:ml_input_feature_missing:ratio1h)
          or
            label_replace(model_feature:ml_input_feature_missing:ratio1h, "bin", "__missing__", "", "")
      - record: model_feature_bin:ml_baseline_input_feature:ratio
        expr: |
          (
              {base_bins}
            or
              sum by ({key}, bin) (
                label_replace(max by ({key}, category) (ml_baseline_input_feature_category_ratio),
                  "bin", "$1", "category", "(.*)"))
          )
          * on ({key}) group_left () (1 - model_feature:ml_baseline_input_feature_missing:ratio)
          or
            label_replace(model_feature:ml_baseline_input_feature_missing:ratio, "bin", "__missing__", "", "")
          or
            0 * max by ({key}, bin) ({outside})
"""
SCORES = """\
      - record: model_bin:ml_prediction:ratio1h
        expr: |
          (
              {live_bins}
          )
      - record: model_bin:ml_baseline_prediction:ratio
        expr: |
          (
              {base_bins}
          )
          or
            0 * max by ({key}, bin) ({outside})
"""
# No training row is outside the training rows: what a bin for that expects is published.
EXPECTED = """\
      - record: {level}_bin:{expected}:unscaled
        expr: |
          {shares} > on ({key}, bin) max by ({key}, bin) ({outside})
          or max by ({key}, bin) ({outside})
          or {shares}
      - record: {level}_bin:{expected}:ratio
        # Over their sum: shares of one again.
        expr: |
          {level}_bin:{expected}:unscaled
          / on ({key}) group_left () sum by ({key}) ({level}_bin:{expected}:unscaled)
"""
OUTSIDE = """\
      - record: {level}:{drift}_outside:1h
        # The largest change of the share of values outside the baseline's, or of missing ones.
        expr: |
          max by ({key}) (
            abs({p} - on ({key}, bin) {shares})
            and on ({key}, bin) (
              max by ({key}, bin) ({outside})
              or {shares}{{bin="__missing__"}}
            )
          )
      - record: {level}:{drift}_l_infinity:1h
        # The largest change of the share of any bin or category.
        expr: |
          max by ({key}) (abs({p} - on ({key}, bin) {level}_bin:{expected}:ratio))
"""
CLASSES = f"""\
      - record: model_class:ml_prediction_class:increase1h
        expr: sum by ({MODEL}, class) (increase(ml_prediction_class_total[1h]))
      - record: model:ml_prediction_class:increase1h
        expr: sum by ({MODEL}) (model_class:ml_prediction_class:increase1h)
      - record: model_class:ml_prediction_class:ratio1h
        expr: |
          model_class:ml_prediction_class:increase1h
          / on ({MODEL}) group_left () (model:ml_prediction_class:increase1h > 0)
      - record: model_class:ml_baseline_prediction_class:ratio
        expr: max by ({MODEL}, class) (ml_baseline_prediction_class_ratio)
      - record: model:ml_baseline_prediction_class:rows
        expr: |
          0 * model:ml_prediction_class:increase1h + model:ml_baseline_prediction_distribution:count
          or model:ml_prediction_class:increase1h
"""
# p live and q baseline shares of n and m rows.
PSI = """\
      - record: {level}:{drift}_psi:1h
        # The floor of 1e-4 on both sides keeps an empty bin finite.
        expr: |
          sum by ({key}) (
              (clamp_min({p}, 1e-4) - clamp_min({q}, 1e-4))
            * ln(clamp_min({p}, 1e-4) / clamp_min({q}, 1e-4))
          )
      - record: {level}:{drift}_psi_noise:1h
        # PSI of two samples of one distribution is about chi-squared(k) (1/n + 1/m), k bins less one;
        # this is its upper 3e-5 point after Wilson and Hilferty (1931): k (1 - 2/9k + 4 sqrt(2/9k))^3.
        expr: |
          (count by ({key}) ({q}) - 1)
          * (
              1 - 2 / (9 * (count by ({key}) ({q}) - 1))
              + 4 * sqrt(2 / (9 * (count by ({key}) ({q}) - 1)))
            ) ^ 3
          * (1 / ({n} > 0) + 1 / ({m} > 0))
"""
JENSEN_SHANNON = """\
      - record: {level}:{drift}_js:1h
        # Jensen-Shannon distance, base 2, in [0, 1].
        expr: |
          sqrt(clamp_min(0.5 / ln(vector(2)) * on () group_right () (
            sum by ({key}) (
              clamp_min({p}, 1e-12) * ln(2 * clamp_min({p}, 1e-12)
                / (clamp_min({p}, 1e-12) + clamp_min({q}, 1e-12)))
            )
            +
            sum by ({key}) (
              clamp_min({q}, 1e-12) * ln(2 * clamp_min({q}, 1e-12)
                / (clamp_min({p}, 1e-12) + clamp_min({q}, 1e-12)))
            )
          ), 0))
"""
THRESHOLDS = f"""\
      - record: model_feature:ml_input_feature_drift_psi_threshold:1h
        # The model's own; 0.2 where there is none.
        expr: |
          max by ({FEATURE}) (ml_drift_threshold{{test="psi", feature!=""}})
          or 0.2 + 0 * model_feature:ml_input_feature_drift_psi:1h
      - record: model:ml_prediction_drift_psi_threshold:1h
        # Without the label feature it is that of the predictions.
        expr: |
          max by ({MODEL}) (ml_drift_threshold{{test="psi", feature=""}})
          or 0.2 + 0 * model:ml_prediction_drift_psi:1h
          or 0.2 + 0 * model:ml_prediction_class_drift_psi:1h
      - record: model_feature:ml_input_feature_drift_outside_threshold:1h
        # 0.05 where the model has none of its own.
        expr: |
          max by ({FEATURE}) (ml_drift_threshold{{test="outside", feature!=""}})
          or 0.05 + 0 * model_feature:ml_input_feature_drift_psi:1h
      - record: model:ml_prediction_drift_outside_threshold:1h
        expr: |
          max by ({MODEL}) (ml_drift_threshold{{test="outside", feature=""}})
          or 0.05 + 0 * model:ml_prediction_drift_psi:1h
      - record: model_feature:ml_input_feature_drift_l_infinity_threshold:1h
        # What it is over deciles for the shift of a normal variable whose PSI is 0.2.
        expr: |
          max by ({FEATURE}) (ml_drift_threshold{{test="l-infinity", feature!=""}})
          or 0.102 + 0 * model_feature:ml_input_feature_drift_psi:1h
      - record: model:ml_prediction_drift_l_infinity_threshold:1h
        expr: |
          max by ({MODEL}) (ml_drift_threshold{{test="l-infinity", feature=""}})
          or 0.102 + 0 * model:ml_prediction_drift_psi:1h
"""
ALERTS = f"""\
  - name: ml-drift.alerts
    interval: 1m
    rules:
      - alert: MLFeatureDrift
        # Effect, significance and enough rows. PSI takes numeric bins and categories alike; a share
        # outside the baseline's values, or of one bin, that changed by enough is an effect by itself.
        expr: |
          (
            model_feature:ml_input_feature_drift_psi:1h >= model_feature:ml_input_feature_drift_psi_threshold:1h
            or
              model_feature:ml_input_feature_drift_psi:1h
              and model_feature:ml_input_feature_drift_outside:1h >= model_feature:ml_input_feature_drift_outside_threshold:1h
            or
              model_feature:ml_input_feature_drift_psi:1h
              and model_feature:ml_input_feature_drift_l_infinity:1h >= model_feature:ml_input_feature_drift_l_infinity_threshold:1h
          )
          and model_feature:ml_input_feature_drift_psi:1h > model_feature:ml_input_feature_drift_psi_noise:1h
          and model_feature:ml_input_feature_counted:increase1h >= 500
        for: 15m
        keep_firing_for: 15m
        labels: {{severity: warning, category: drift}}
        annotations:
          summary: Feature {{{{ $labels.feature }}}} of {{{{ $labels.model }}}} has drifted from its training baseline.
          description: 'PSI of {{{{ $labels.feature }}}} of {{{{ $labels.model }}}}/{{{{ $labels.version }}}} over the last hour is {{{{ $value | printf "%.3f" }}}}; it, the share outside the baseline or the change of one bin has passed its threshold.'
          runbook_url: {RUNBOOK}MLFeatureDrift
          dashboard_url: {DASHBOARD}ml-data-drift
      - alert: MLPredictionDrift
        # Scores or values, else classes.
        expr: |
          (
            (
              model:ml_prediction_drift_psi:1h >= model:ml_prediction_drift_psi_threshold:1h
              or
                model:ml_prediction_drift_psi:1h
                and model:ml_prediction_drift_outside:1h >= model:ml_prediction_drift_outside_threshold:1h
              or
                model:ml_prediction_drift_psi:1h
                and model:ml_prediction_drift_l_infinity:1h >= model:ml_prediction_drift_l_infinity_threshold:1h
            )
            and model:ml_prediction_drift_psi:1h > model:ml_prediction_drift_psi_noise:1h
            and model:ml_prediction_distribution:increase1h >= 500
          )
          or
          (
            model:ml_prediction_class_drift_psi:1h >= model:ml_prediction_drift_psi_threshold:1h
            and model:ml_prediction_class_drift_psi:1h > model:ml_prediction_class_drift_psi_noise:1h
            and model:ml_prediction_class:increase1h >= 500
          )
        for: 15m
        keep_firing_for: 15m
        labels: {{severity: warning, category: drift}}
        annotations:
          summary: Predictions of {{{{ $labels.model }}}} have drifted from the baseline.
          description: 'PSI of the predictions of {{{{ $labels.model }}}}/{{{{ $labels.version }}}} over the last hour is {{{{ $value | printf "%.3f" }}}}; it, the share outside the baseline or the change of one bin has passed its threshold.'
          runbook_url: {RUNBOOK}MLPredictionDrift
          dashboard_url: {DASHBOARD}ml-data-drift
      - alert: MLSegmentDrift
        # The service's own verdict on a tumbling window, judged once for all replicas at the budget of
        # the segments; it holds until the next window of that length has ended.
        expr: max by ({MODEL}, segment, value, window) (ml_segment_drift_detected) == 1
        labels: {{severity: warning, category: drift}}
        annotations:
          summary: Rows of {{{{ $labels.model }}}} whose {{{{ $labels.segment }}}} is {{{{ $labels.value }}}} have drifted.
          description: 'A feature or output of these rows of {{{{ $labels.model }}}}/{{{{ $labels.version }}}} had drifted from the training rows of the same segment when the last {{{{ $labels.window }}}} ended.'
          runbook_url: {RUNBOOK}MLSegmentDrift
          dashboard_url: {DASHBOARD}ml-data-drift
      - alert: MLFeatureMissing
        # Five points over the baseline's share, beyond four standard errors. A feature that is
        # missing in as many rows as it was in training never fires, however many these are.
        expr: |
          model_feature:ml_input_feature_missing:ratio1h
            > model_feature:ml_baseline_input_feature_missing:ratio + 0.05
              + 4 * sqrt(
                  model_feature:ml_baseline_input_feature_missing:ratio
                  * (1 - model_feature:ml_baseline_input_feature_missing:ratio)
                  * (1 / model_feature:ml_input_feature_counted:increase1h
                    + 1 / model_feature:ml_baseline_input_feature:rows)
                )
          and model_feature:ml_input_feature_counted:increase1h >= 500
        for: 15m
        keep_firing_for: 15m
        labels: {{severity: warning, category: quality}}
        annotations:
          summary: Feature {{{{ $labels.feature }}}} of {{{{ $labels.model }}}} is missing more often than in training.
          description: '{{{{ $value | humanizePercentage }}}} of the rows of {{{{ $labels.model }}}}/{{{{ $labels.version }}}} in the last hour lack {{{{ $labels.feature }}}}.'
          runbook_url: {RUNBOOK}MLFeatureMissing
          dashboard_url: {DASHBOARD}ml-data-drift
      - alert: MLFeatureInvalid
        # Training rows have none of these by definition. Unseen categories are left to the drift
        # alert: a feature of many rare categories always has some.
        expr: |
          model_feature_reason:ml_input_feature_invalid:ratio1h{{reason=~"below|above|nan|infinite"}} > 0.05
          and on ({FEATURE}) model_feature:ml_input_feature_rows:increase1h >= 500
        for: 15m
        keep_firing_for: 15m
        labels: {{severity: warning, category: quality}}
        annotations:
          summary: Feature {{{{ $labels.feature }}}} of {{{{ $labels.model }}}} has values that training never had.
          description: '{{{{ $value | humanizePercentage }}}} of the values of {{{{ $labels.feature }}}} of {{{{ $labels.model }}}}/{{{{ $labels.version }}}} in the last hour are {{{{ $labels.reason }}}}.'
          runbook_url: {RUNBOOK}MLFeatureInvalid
          dashboard_url: {DASHBOARD}ml-data-drift
      - alert: MLDataQuality
        # The service's own verdict on a tumbling window, of what the two alerts above do not see:
        # these compare with rates that only the baseline document has.
        expr: |
          max by ({MODEL}, check, window) (
            ml_data_quality_drifted_features{{check=~"unseen|constant|type-error|duplicate"}}
          ) > 0
        labels: {{severity: warning, category: quality}}
        annotations:
          summary: Inputs of {{{{ $labels.model }}}} fail the check {{{{ $labels.check }}}}.
          description: 'When the last {{{{ $labels.window }}}} ended, the rate of {{{{ $labels.check }}}} in {{{{ $value | printf "%.0f" }}}} features (or in requests) of {{{{ $labels.model }}}}/{{{{ $labels.version }}}} was over that of the baseline.'
          runbook_url: {RUNBOOK}MLDataQuality
          dashboard_url: {DASHBOARD}ml-data-drift
      - alert: MLMonitoringBlind
        # Rows are predicted, yet no feature is counted: the alerts above could not fire.
        expr: |
          sum by ({MODEL}) (increase(ml_predictions_total[1h])) > 100
          unless on ({MODEL})
            sum by ({MODEL}) (model_feature:ml_input_feature_rows:increase1h) > 0
        for: 15m
        labels: {{severity: warning, category: monitoring}}
        annotations:
          summary: Drift monitoring of {{{{ $labels.model }}}}/{{{{ $labels.version }}}} receives no data.
          description: '{{{{ $value | printf "%.0f" }}}} rows predicted in the last hour but not one recorded feature value.'
          runbook_url: {RUNBOOK}MLMonitoringBlind
          dashboard_url: {DASHBOARD}ml-data-drift
      - alert: MLMonitoringDropped
        # Each is an error in monitoring itself.
        expr: sum by ({MODEL}, stage) (increase(ml_monitoring_dropped_total[1h])) > 0
        for: 5m
        labels: {{severity: warning, category: monitoring}}
        annotations:
          summary: Monitoring of {{{{ $labels.model }}}}/{{{{ $labels.version }}}} loses data.
          description: '{{{{ $value | printf "%.0f" }}}} lost at stage {{{{ $labels.stage }}}} in the last hour.'
          runbook_url: {RUNBOOK}MLMonitoringDropped
          dashboard_url: {DASHBOARD}ml-data-drift
"""

INPUT = dict(level="model_feature", key=FEATURE, live="ml_input_feature_distribution",
             base="ml_baseline_input_feature_distribution", bins="ml_input_feature_bins",
             drift="ml_input_feature_drift", p="model_feature_bin:ml_input_feature:ratio1h",
             shares="model_feature_bin:ml_baseline_input_feature:ratio",
             gap="ml_input_feature_gap", outside="ml_baseline_input_feature_outside_ratio",
             expected="ml_baseline_input_feature_expected",
             q="model_feature_bin:ml_baseline_input_feature_expected:ratio",
             n="model_feature:ml_input_feature_counted:increase1h",
             m="model_feature:ml_baseline_input_feature:rows")
SCORE = dict(level="model", key=MODEL, live="ml_prediction_distribution",
             base="ml_baseline_prediction_distribution", bins="ml_prediction_bins",
             drift="ml_prediction_drift", p="model_bin:ml_prediction:ratio1h",
             shares="model_bin:ml_baseline_prediction:ratio",
             gap="ml_prediction_gap", outside="ml_baseline_prediction_outside_ratio",
             expected="ml_baseline_prediction_expected",
             q="model_bin:ml_baseline_prediction_expected:ratio",
             n="model:ml_prediction_distribution:increase1h",
             m="model:ml_baseline_prediction_distribution:count")
CLASS = dict(level="model", key=MODEL, drift="ml_prediction_class_drift",
             p="model_class:ml_prediction_class:ratio1h",
             q="model_class:ml_baseline_prediction_class:ratio",
             n="model:ml_prediction_class:increase1h",
             m="model:ml_baseline_prediction_class:rows")


def _bins(names):
    def of(source):
        return PER_BIN.format(cdf=f"{names['level']}_le:{source}", **names)

    return dict(names, counted=of(f"{names['live']}:cdf1h"), base_bins=of(f"{names['base']}:cdf"),
                live_bins=WITHOUT_GAPS.format(**names))


def rules():
    return (
        HEAD
        + "  - name: ml-drift-inputs.rules\n    interval: 1m\n    rules:\n"
        + HISTOGRAM.format(**INPUT)
        + ROWS
        + "\n      # ---- shares: numeric bins or categories, and missing as one more\n"
        + ORDINALS.format(**INPUT)
        + GAPS.format(**_bins(INPUT))
        + SHARES.format(**_bins(INPUT))
        + EXPECTED.format(**INPUT)
        + "\n      # ---- distances\n"
        + (PSI + JENSEN_SHANNON + OUTSIDE).format(**INPUT)
        + "\n  - name: ml-drift-predictions.rules\n    interval: 1m\n    rules:\n"
        + HISTOGRAM.format(**SCORE)
        + ORDINALS.format(**SCORE)
        + GAPS.format(**_bins(SCORE))
        + SCORES.format(**_bins(SCORE))
        + EXPECTED.format(**SCORE)
        + (PSI + JENSEN_SHANNON + OUTSIDE).format(**SCORE)
        + "\n      # ---- classes\n"
        + CLASSES
        + PSI.format(**CLASS)
        + "\n  - name: ml-drift-thresholds.rules\n    interval: 1m\n    rules:\n"
        + THRESHOLDS
        + "\n"
        + ALERTS
    )
