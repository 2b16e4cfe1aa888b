package com.nextgen.ml.service.feedback.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.concept.RowCluster;
import com.nextgen.ml.service.inference.VersionId;
import java.util.List;
import java.util.Map;
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

  private static Outcome outcome(double actual) {
    return new Outcome(
        1,
        new VersionId("m", 1),
        "a",
        0,
        0,
        0,
        -1,
        5,
        null,
        0,
        List.of(),
        -1,
        actual,
        Map.of(),
        null,
        RowCluster.NONE);
  }
}
