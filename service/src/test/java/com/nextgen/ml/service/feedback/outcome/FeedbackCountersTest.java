package com.nextgen.ml.service.feedback.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.concept.RowCluster;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import com.nextgen.ml.monitoring.counts.live.OutcomeTally;
import com.nextgen.ml.monitoring.figures.MetricEstimates;
import com.nextgen.ml.monitoring.figures.PerformanceMetric;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.service.inference.VersionId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FeedbackCountersTest {

  @Test
  void anErrorWhoseSquareIsNoNumberDoesNotEndTheSums() {
    FeedbackCounters counters = new FeedbackCounters(List.of());
    counters.add(outcome(7));
    counters.add(outcome(1e308));
    counters.add(outcome(-1.3e154));
    counters.add(outcome(Double.NaN));
    FeedbackFigures figures = counters.figures();
    assertThat(figures.absoluteErrors()).isEqualTo(2);
    assertThat(figures.squaredErrors()).isEqualTo(4);
    assertThat(figures.values()).isEqualTo(1);
    assertThat(figures.statuses()).containsEntry(LabelStatus.MATCHED, 4L);
  }

  @Test
  void rightLabelsOfThirtyClassesGiveTheAccuracyOfTheReport() {
    List<String> classes = IntStream.range(0, 30).mapToObj(i -> "c" + i).toList();
    FeedbackCounters counters = new FeedbackCounters(classes);
    OutcomeTally report =
        new OutcomeTally(new OutcomeLayout(Task.MULTICLASS_CLASSIFICATION, classes, -1, null));
    Random random = new Random(30);
    for (int row = 0; row < 5_000; row++) {
      int actual = random.nextInt(30);
      int predicted = random.nextInt(3) == 0 ? random.nextInt(30) : actual;
      counters.add(outcome(classes, actual, predicted, Double.NaN));
      report.addClass(actual, predicted, Double.NaN, null, 0);
    }

    FeedbackFigures figures = counters.figures();

    double rows = LongStream.of(figures.outcomes()).sum();
    double accuracy =
        MetricEstimates.of(report.counts())
            .figures()
            .get(PerformanceMetric.ACCURACY.code())
            .value();
    assertThat(figures.right() / rows).isEqualTo(accuracy);
    // The last cell holds the ten pooled classes, one taken for another among them.
    int named = FeedbackFigures.MAX_CLASSES;
    long diagonal =
        IntStream.rangeClosed(0, named)
            .mapToLong(i -> figures.outcomes()[i * (named + 1) + i])
            .sum();
    assertThat(diagonal).isGreaterThan(figures.right() + 100);
  }

  @Test
  void aClassThatNobodyKnowsIsNotRight() {
    FeedbackCounters counters = new FeedbackCounters(List.of("no", "yes"));
    counters.add(outcome(List.of("no", "yes"), -1, -1, Double.NaN));
    counters.add(outcome(List.of("no", "yes"), 1, 1, Double.NaN));

    assertThat(counters.figures().right()).isEqualTo(1);
    assertThat(LongStream.of(counters.figures().outcomes()).sum()).isEqualTo(2);
  }

  private static Outcome outcome(double actual) {
    return outcome(List.of(), -1, -1, actual);
  }

  private static Outcome outcome(
      List<String> classes, int actualClass, int predictedClass, double actual) {
    return new Outcome(
        1,
        new VersionId("m", 1),
        "a",
        0,
        0,
        0,
        predictedClass,
        5,
        null,
        0,
        classes,
        actualClass,
        actual,
        Map.of(),
        null,
        RowCluster.NONE);
  }
}
