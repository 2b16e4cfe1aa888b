package com.nextgen.ml.service.training.meaning;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.PerformanceFigures;
import com.nextgen.ml.monitoring.figures.PerformanceMetric;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a model is worse than chance on the rows of its baseline, and not by chance: an AUC under
 * ½, classes that agree with the truth less than independent ones would, an R² under 0. Accuracy
 * under the majority's share is none of these: models that look for a rare class have that.
 */
public final class ChanceCheck {
  /** In standard errors: exceeded by one model in a thousand that knows nothing. */
  private static final double CERTAIN = 3.09;

  private static final int MIN_ROWS = 30;

  private ChanceCheck() {}

  /** Returns what is worse than chance, with the figure; empty if nothing is. */
  public static Optional<String> worse(Baseline baseline, ModelSchema schema) {
    PerformanceFigures figures = baseline.outputs().performance();
    if (figures == null || figures.labelled() < MIN_ROWS) {
      return Optional.empty();
    }
    String rows =
        String.format(
            Locale.ROOT,
            "on %,d %s rows",
            figures.labelled(),
            baseline.inSample() ? "training" : "validation");
    if (isUnder(figures, PerformanceMetric.AUC, 0.5)) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "the model is worse than chance %s: AUC %.3f, chance .5; is the score that of another class than '%s' (--positive-class)?",
              rows,
              figures.metrics().get(PerformanceMetric.AUC.code()),
              schema.positiveClass()));
    }
    if (isUnder(figures, PerformanceMetric.R2, 0)) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "the model is worse than the mean of the target %s: R² %.3g, the mean's is 0; are the features in the order of training, and the target in the model's unit?",
              rows,
              figures.metrics().get(PerformanceMetric.R2.code())));
    }
    Agreement agreement = Agreement.of(confusion(figures.confusion(), schema));
    if (agreement.rows() >= MIN_ROWS && agreement.z() < -CERTAIN) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "the model is worse than chance %s: %.1f %% right, chance %.1f %%; are the classes in the model's order (--classes)?",
              rows,
              100 * agreement.observed(),
              100 * agreement.chance()));
    }
    return Optional.empty();
  }

  private static boolean isUnder(
      PerformanceFigures figures, PerformanceMetric metric, double chance) {
    Double value = figures.metrics().get(metric.code());
    Double error = figures.standardErrors().get(metric.code());
    return value != null && error != null && value + CERTAIN * error < chance;
  }

  private static long[][] confusion(
      List<PerformanceFigures.ConfusionCell> cells, ModelSchema schema) {
    Map<String, Integer> places = new HashMap<>();
    for (PerformanceFigures.ConfusionCell cell : cells) {
      for (String name : List.of(cell.actual(), cell.predicted())) {
        // What is pooled beyond the named classes agrees with nothing.
        if (schema.classes().contains(name)) {
          places.putIfAbsent(name, places.size());
        }
      }
    }
    long[][] table = new long[places.size()][places.size()];
    for (PerformanceFigures.ConfusionCell cell : cells) {
      Integer predicted = places.get(cell.predicted());
      Integer actual = places.get(cell.actual());
      if (predicted != null && actual != null) {
        table[predicted][actual] += cell.count();
      }
    }
    return table;
  }
}
