package com.nextgen.ml.monitoring.performance;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.capture.BaselineBuilder;
import com.nextgen.ml.monitoring.baseline.capture.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.capture.CountPass;
import com.nextgen.ml.monitoring.baseline.capture.EdgePass;
import com.nextgen.ml.monitoring.baseline.capture.LabelBlock;
import com.nextgen.ml.monitoring.baseline.capture.OutputCountPass;
import com.nextgen.ml.monitoring.baseline.capture.OutputEdgePass;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.counts.live.OutcomeTally;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.PerformanceSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Scores with labels, and baselines of them. */
final class PerformanceSamples {
  static final Subject SUBJECT = new Subject("m", "1", "instance", "baseline");

  private PerformanceSamples() {}

  /** Scored rows with what was true of them: classes 0 and 1, or values. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Rows(double[] score, double[] truth) {
    PredictionBlock predictions(Task task) {
      int[] said = new int[task == Task.REGRESSION ? 0 : score.length];
      for (int i = 0; i < said.length; i++) {
        said[i] = score[i] >= 0.5 ? 1 : 0;
      }
      return new PredictionBlock(score.length, said, score, null);
    }

    LabelBlock labels(Task task) {
      if (task == Task.REGRESSION) {
        return LabelBlock.ofValues(truth);
      }
      int[] classes = new int[truth.length];
      for (int i = 0; i < classes.length; i++) {
        classes[i] = (int) truth[i];
      }
      return LabelBlock.ofClasses(classes);
    }
  }

  /** Binary rows whose scores are x^power and whose labels follow P(1 | score) = score^distort. */
  static Rows binary(Random random, int n, double power, double distort) {
    double[] score = new double[n];
    double[] truth = new double[n];
    for (int i = 0; i < n; i++) {
      score[i] = Math.pow(random.nextDouble(), power);
      truth[i] = random.nextDouble() < Math.pow(score[i], distort) ? 1 : 0;
    }
    return new Rows(score, truth);
  }

  /** Values whose error's scale is {@code noise} times the value's distance from 0. */
  static Rows values(Random random, int n, double center, double noise) {
    double[] score = new double[n];
    double[] truth = new double[n];
    for (int i = 0; i < n; i++) {
      score[i] = center + random.nextGaussian();
      truth[i] = score[i] + noise * (0.2 + Math.abs(score[i])) * random.nextGaussian();
    }
    return new Rows(score, truth);
  }

  static ModelSchema schema(Task task) {
    return schema(task, PerformanceSettings.DEFAULT);
  }

  private static MonitoringPolicy policy(PerformanceSettings rules) {
    MonitoringPolicy plain = MonitoringPolicy.DEFAULT;
    return new MonitoringPolicy(
        plain.windows(),
        plain.minimumRows(),
        plain.falseAlarms(),
        plain.budget(),
        plain.drift(),
        plain.showValues(),
        plain.segments(),
        plain.labels(),
        plain.log(),
        plain.concept(),
        plain.multivariate(),
        rules,
        plain.fairness());
  }

  private static ModelSchema schema(Task task, PerformanceSettings rules) {
    boolean binary = task == Task.BINARY_CLASSIFICATION;
    return new ModelSchema(
        "m",
        "team",
        task,
        List.of(Feature.numeric("x")),
        null,
        binary ? List.of("no", "yes") : List.of(),
        binary ? "yes" : null,
        Map.of(),
        0.5,
        List.of(),
        List.of(),
        policy(rules));
  }

  static Baseline baseline(Task task, Rows rows, boolean inSample) {
    return baseline(schema(task), rows, inSample);
  }

  /** Of rows that the model was not fitted on. */
  static Baseline baseline(ModelSchema schema, Rows rows) {
    return baseline(schema, rows, false);
  }

  private static Baseline baseline(ModelSchema schema, Rows rows, boolean inSample) {
    Task task = schema.task();
    RowBlock block = new RowBlock(rows.score().length, rows.score(), new String[0]);
    EdgePass edges = BaselineBuilder.of(schema, Precision.FLOAT64, BaselineLimits.DEFAULT, 1);
    edges.add(block);
    CountPass counts = edges.freeze();
    counts.add(block);
    OutputEdgePass scores = counts.finish().outputs(inSample);
    scores.add(rows.predictions(task));
    OutputCountPass outputs = scores.freeze();
    outputs.add(block, rows.predictions(task), rows.labels(task));
    return outputs.build("", Instant.parse("2026-11-23T12:00:00Z"), List.of());
  }

  static Counts predicted(Task task, Baseline baseline, Rows rows) {
    LiveCounters counters = new LiveCounters(baseline.layout(), 1);
    counters.add(
        new RowBlock(rows.score().length, rows.score(), new String[0]), rows.predictions(task));
    return counters.snapshot();
  }

  static OutcomeCounts outcomes(Task task, Baseline baseline, Rows rows) {
    OutcomeTally tally = new OutcomeTally(OutcomeLayout.of(schema(task), baseline.layout()));
    for (int i = 0; i < rows.score().length; i++) {
      if (task == Task.REGRESSION) {
        tally.addValue(rows.truth()[i], rows.score()[i]);
      } else {
        tally.addClass(
            (int) rows.truth()[i], rows.score()[i] >= 0.5 ? 1 : 0, rows.score()[i], null, 0);
      }
    }
    return tally.counts();
  }

  static PerformanceReport report(Task task, Baseline baseline, Rows labelled, Rows all) {
    return report(task, baseline, labelled, all, PerformanceSettings.DEFAULT);
  }

  static PerformanceReport report(
      Task task, Baseline baseline, Rows labelled, Rows all, PerformanceSettings rules) {
    return new PerformanceEvaluation(
            PerformanceReference.of(baseline),
            Estimator.of(baseline, schema(task, rules)).orElse(null),
            PerformanceCriteria.onDemand(policy(rules)),
            CalibrationDrift.NONE)
        .evaluate(
            SUBJECT,
            new WindowSpan("1h", null, null, all.score().length),
            "prediction",
            outcomes(task, baseline, labelled),
            predicted(task, baseline, all));
  }
}
