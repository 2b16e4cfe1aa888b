package com.nextgen.ml.monitoring.figures;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import com.nextgen.ml.monitoring.counts.live.OutcomeTally;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.Task;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** What {@code make_performance_fixture.py} wrote. */
final class FigureFixtures {
  private FigureFixtures() {}

  static JsonNode read() throws IOException {
    try (InputStream in = FigureFixtures.class.getResourceAsStream("performance.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in));
    }
  }

  static double[] numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::doubleValue)
        .toArray();
  }

  /** The rows of a case, scores in up to 200 bins between their quantiles. */
  static OutcomeCounts outcomes(JsonNode one) {
    Task task = Task.parse(one.get("task").textValue());
    double[] score = numbers(one.get("score"));
    int classes =
        switch (task) {
          case REGRESSION, ANOMALY_DETECTION, CLUSTERING, RANKING -> 0;
          case BINARY_CLASSIFICATION -> 2;
          case MULTICLASS_CLASSIFICATION -> one.get("classes").intValue();
        };
    List<String> names = IntStream.range(0, classes).mapToObj(i -> "c" + i).toList();
    OutcomeLayout layout = new OutcomeLayout(task, names, classes == 2 ? 1 : -1, bins(score));
    OutcomeTally tally = new OutcomeTally(layout);
    double[] scores = classes > 2 ? numbers(one.get("scores")) : null;
    for (int i = 0; i < score.length; i++) {
      if (task == Task.REGRESSION) {
        tally.addValue(one.get("actual").get(i).doubleValue(), score[i]);
      } else {
        tally.addClass(
            one.get("actual").get(i).intValue(),
            one.get("predicted").get(i).intValue(),
            score[i],
            scores,
            i * classes);
      }
    }
    return tally.counts();
  }

  private static NumericBins bins(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] edges =
        IntStream.rangeClosed(1, 200)
            .mapToDouble(i -> sorted[Math.max(0, i * sorted.length / 200 - 1)])
            .distinct()
            .toArray();
    double mean = Arrays.stream(values).average().orElseThrow();
    double scale = Math.max(1e-3, (sorted[sorted.length - 1] - sorted[0]) / 4);
    return new NumericBins(Precision.FLOAT64, sorted[0], edges, new int[0], mean, scale);
  }
}
