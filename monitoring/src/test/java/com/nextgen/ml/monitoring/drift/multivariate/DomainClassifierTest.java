package com.nextgen.ml.monitoring.drift.multivariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainClassifierTest {

  @Test
  void aucAndPValuesEqualScikitLearnAndScipy() throws IOException {
    JsonNode expected;
    try (InputStream in = DomainClassifierTest.class.getResourceAsStream("multivariate.json")) {
      expected = new ObjectMapper().readTree(in).get("classifier");
    }
    DomainClassifier found =
        DomainClassifier.of(rows(expected.get("before")), rows(expected.get("after")));
    for (int half = 0; half < 2; half++) {
      JsonNode fold = expected.get("folds").get(half);
      // Ranks are exact as long as no two scores are within rounding of each other.
      assertThat(found.halves().get(half).area())
          .isCloseTo(fold.get("auc").asDouble(), within(1e-12));
      assertThat(found.halves().get(half).pValue())
          .isCloseTo(fold.get("pValue").asDouble(), within(1e-9 * fold.get("pValue").asDouble()));
    }
    JsonNode ties = expected.get("ties");
    double[] scores = new double[ties.get("scores").size()];
    boolean[] labels = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = ties.get("scores").get(i).asDouble();
      labels[i] = ties.get("labels").get(i).asInt() == 1;
    }
    RankSum tied = RankSum.of(scores, labels);
    assertThat(tied.area()).isCloseTo(ties.get("auc").asDouble(), within(1e-12));
    assertThat(tied.pValue()).isCloseTo(ties.get("pValue").asDouble(), within(1e-10));
  }

  private static double[][] rows(JsonNode table) {
    double[][] rows = new double[table.size()][table.get(0).size()];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] = table.get(i).get(j).asDouble();
      }
    }
    return rows;
  }

  @ParameterizedTest
  @CsvSource({"60, 60, 500", "250, 250, 60", "250, 60, 200"})
  void falseAlarmsStayAtTheLevel(int before, int after, int usual) {
    Random random = new Random(11);
    int repetitions = Integer.getInteger("calibration.repetitions", usual);
    double[] pValues = new double[repetitions];
    for (int i = 0; i < repetitions; i++) {
      pValues[i] =
          DomainClassifier.of(normal(random, before, 0.6), normal(random, after, 0.6)).pValue();
    }
    for (double level : new double[] {0.05, 0.01, 1e-3}) {
      double most = repetitions * level + 3 * Math.sqrt(repetitions * level * (1 - level));
      assertThat((double) Arrays.stream(pValues).filter(p -> p <= level).count())
          .as("at " + level)
          .isLessThanOrEqualTo(most);
    }
    assertThat(Arrays.stream(pValues).filter(p -> p <= 0.1).count()).isPositive();
  }

  @Test
  void detectsAFlippedCorrelation() {
    Random random = new Random(12);
    DomainClassifier test =
        DomainClassifier.of(normal(random, 250, 0.6), normal(random, 250, -0.6));
    MultivariateFigure figure = test.figure(250, 1e-4, 0.2);
    assertThat(figure.pValue()).isLessThan(1e-6);
    assertThat(figure.hasEffect()).isTrue();
    assertThat(figure.threshold()).isCloseTo(0.6241, within(1e-4));
  }

  @Test
  void constantScoresHaveAPValueOfOneHalf() {
    DomainClassifier test = DomainClassifier.of(new double[60][2], new double[60][2]);
    assertThat(test.area()).isEqualTo(0.5);
    assertThat(test.pValue()).isEqualTo(0.5);
  }

  private static double[][] normal(Random random, int rows, double correlation) {
    double[][] values = new double[rows][4];
    double[] flat = Rows.normal(random, rows, 4, correlation).numeric();
    for (int i = 0; i < rows; i++) {
      System.arraycopy(flat, 4 * i, values[i], 0, 4);
    }
    return values;
  }
}
