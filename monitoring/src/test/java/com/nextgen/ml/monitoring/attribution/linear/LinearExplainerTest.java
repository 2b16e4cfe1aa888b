package com.nextgen.ml.monitoring.attribution.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinearExplainerTest {
  /** 2 a − b (first column of the pair) + 3 b (second), and 10 − a. */
  private static final LinearTerms MODEL =
      new LinearTerms(
          List.of(List.of(2.0, -1.0, 3.0), List.of(-1.0, 0.0, 0.0)),
          List.of(0.0, 10.0),
          List.of(0, 1, 1),
          3);

  private static TermSums sums(double[]... rows) {
    TermSums sums = TermSums.none(MODEL);
    for (double[] row : rows) {
      sums = sums.plus(new TermSums(1, MODEL.of(row)));
    }
    return sums;
  }

  @Test
  void aFeatureHasItsTermLessTheMean() {
    TermSums background = sums(new double[] {0, 1, 0}, new double[] {4, 0, 1});
    LinearExplainer explainer = new LinearExplainer(MODEL, background);
    // Means: a 2, so terms 4 and −2; b's columns .5 and .5, so (−.5 + 1.5) = 1.
    assertThat(explainer.base()).containsExactly(5.0, 8.0);
    double[] values = explainer.explain(new double[] {1, 0, 1});
    assertThat(values).containsExactly(-2, 2, 0, 1, 0, 0);
    assertThat(5 + values[0] + values[1]).isEqualTo(2 * 1 + 3 * 1);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> new LinearExplainer(MODEL, sums()))
        .hasMessageContaining("no row, or of another model");
    assertThatThrownBy(() -> new LinearExplainer(MODEL, new TermSums(3, List.of(1.0))))
        .hasMessageContaining("another model");
    assertThatThrownBy(() -> MODEL.of(new double[2])).hasMessageContaining("3 columns, not 2");
    assertThatThrownBy(() -> new LinearTerms(List.of(List.of(1.0)), List.of(1.0), List.of(4), 2))
        .hasMessageContaining("feature 4 of 2");
    assertThatThrownBy(() -> sums().plus(new TermSums(1, List.of())))
        .hasMessageContaining("different models");
  }
}
