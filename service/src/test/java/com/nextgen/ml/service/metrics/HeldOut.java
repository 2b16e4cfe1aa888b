package com.nextgen.ml.service.metrics;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.OutputFigures;
import com.nextgen.ml.monitoring.baseline.PerformanceFigures;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gives a baseline figures of performance. */
final class HeldOut {
  private HeldOut() {}

  /**
   * The same baseline with these figures.
   *
   * @param inSample whether they are of rows that the model was fitted on
   */
  static Baseline performance(Baseline bare, boolean inSample, Map<String, Double> figures) {
    PerformanceFigures performance =
        new PerformanceFigures(
            500, new TreeMap<>(figures), new TreeMap<>(), new TreeMap<>(), List.of(), null, null);
    return new Baseline(
        bare.model(),
        bare.sha256(),
        bare.rows(),
        bare.capturedAt(),
        inSample,
        bare.counts(),
        bare.summaries(),
        new OutputFigures(500, performance, List.of(), List.of()),
        bare.background(),
        bare.products());
  }
}
