package com.nextgen.ml.monitoring.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.OutcomeCell;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import com.nextgen.ml.monitoring.counts.OutcomeSamples;
import com.nextgen.ml.monitoring.counts.OutcomeSamples.Row;
import com.nextgen.ml.monitoring.counts.live.OutcomeTally;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.stats.IsotonicRegression;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Against scikit-learn, scipy and statsmodels on the same rows; the script makes the values. */
class MetricEstimatesTest {
  private static final List<String> RANKS = List.of("auc", "averagePrecision");

  @TestFactory
  Stream<DynamicTest> figuresEqualScikitLearn() throws IOException {
    return cases()
        .map(one -> DynamicTest.dynamicTest(one.get("name").textValue(), () -> check(one)));
  }

  private static Stream<JsonNode> cases() throws IOException {
    return Stream.of(FigureFixtures.read().get("cases"))
        .flatMap(all -> StreamSupport.stream(all.spliterator(), false));
  }

  private static void check(JsonNode one) {
    MetricEstimates found = MetricEstimates.of(FigureFixtures.outcomes(one));
    TreeSet<String> names = new TreeSet<>(found.figures().keySet());
    names.addAll(found.refused().keySet());
    TreeSet<String> expected = new TreeSet<>();
    one.get("figures").fieldNames().forEachRemaining(expected::add);
    if (one.get("name").textValue().equals("one-truth")) {
      expected.remove("r2"); // scikit-learn says 0 where the truth does not vary: no figure here
    }
    assertThat(names).isEqualTo(expected);
    for (Map.Entry<String, Estimate> entry : found.figures().entrySet()) {
      double exact = one.get("figures").get(entry.getKey()).doubleValue();
      if (RANKS.contains(entry.getKey())) {
        double bound = entry.getKey().equals("auc") ? 0.005 : 0.02;
        assertThat(entry.getValue().value()).as(entry.getKey()).isCloseTo(exact, within(bound));
      } else {
        double tolerance = 1e-9 * (1 + Math.abs(exact));
        assertThat(entry.getValue().value()).as(entry.getKey()).isCloseTo(exact, within(tolerance));
      }
    }
    checkUncertainty(one, found);
  }

  private static void checkUncertainty(JsonNode one, MetricEstimates found) {
    one.get("intervals")
        .properties()
        .forEach(
            entry -> {
              Estimate figure = Objects.requireNonNull(found.figures().get(entry.getKey()));
              assertThat(new double[] {figure.low(), figure.high()})
                  .as(entry.getKey())
                  .containsExactly(FigureFixtures.numbers(entry.getValue()), within(1e-12));
            });
    one.get("standardErrors")
        .properties()
        .forEach(
            entry -> {
              Estimate figure = found.figures().get(entry.getKey());
              double exact = entry.getValue().doubleValue();
              if (figure != null && exact > 0) {
                // The jackknife (R², macro F1) and DeLong over unbinned scores are other
                // estimators of the same error; the others are the same formula.
                boolean other = List.of("auc", "r2", "f1").contains(entry.getKey());
                assertThat(figure.standardError())
                    .as("error of " + entry.getKey())
                    .isCloseTo(exact, within((other ? 0.03 : 1e-6) * exact));
              }
            });
  }

  @Test
  void givesReasonsWithoutTheScoresOfAllClasses() {
    assertThat(MetricEstimates.of(threeRows(3)).refused())
        .containsOnlyKeys("auc", "averagePrecision", "brier", "logLoss")
        .containsValue("the scores of all classes are not known");
    assertThat(MetricEstimates.of(threeRows(21)).refused())
        .containsEntry("auc", "more than 20 classes are not ranked")
        .containsEntry("logLoss", "the scores of all classes are not known");
  }

  private static OutcomeCounts threeRows(int classes) {
    List<String> names = IntStream.range(0, classes).mapToObj(i -> "c" + i).toList();
    NumericBins bins = OutcomeLayout.probabilityBins();
    OutcomeTally tally =
        new OutcomeTally(new OutcomeLayout(Task.MULTICLASS_CLASSIFICATION, names, -1, bins));
    for (int i = 0; i < 3; i++) {
      tally.addClass(i, 0, 0.5, null, 0);
    }
    return tally.counts();
  }

  @Test
  void isotonicRegressionEqualsScikitLearn() throws IOException {
    for (JsonNode one : FigureFixtures.read().get("isotonic")) {
      double[] rows = FigureFixtures.numbers(one.get("rows"));
      double[] values = FigureFixtures.numbers(one.get("positives"));
      for (int i = 0; i < rows.length; i++) {
        values[i] = rows[i] == 0 ? 0 : values[i] / rows[i];
      }
      double[] fitted = IsotonicRegression.fit(values, rows).fitted();
      for (int i = 0; i < rows.length; i++) {
        JsonNode expected = one.get("fitted").get(i);
        if (!expected.isNull()) {
          assertThat(fitted[i]).isCloseTo(expected.doubleValue(), within(1e-12));
        }
      }
    }
  }

  @Property(tries = 200)
  void boundsContainTheExactFigures(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int bins) {
    OutcomeLayout layout = OutcomeSamples.layout(Task.BINARY_CLASSIFICATION, bins);
    List<Row> rows =
        OutcomeSamples.rows(new Random(seed), layout, 120).stream()
            .filter(row -> row.predicted() >= 0)
            .toList();
    OutcomeCounts counts = OutcomeSamples.counts(layout, rows);
    BinaryRanks ranks =
        BinaryRanks.of(
            counts.cells(OutcomeCell.NEGATIVES),
            counts.cells(OutcomeCell.POSITIVES),
            BinaryRanks.atoms(Objects.requireNonNull(layout.scores())));
    if (ranks.hasBoth()) {
      BoundedFigure auc = ranks.auc();
      assertThat(auc.figure().value()).isCloseTo(exactAuc(rows), within(auc.bound() + 1e-12));
      BoundedFigure precision = ranks.averagePrecision();
      assertThat(precision.figure().value())
          .isCloseTo(exactPrecision(rows), within(precision.bound() + 1e-12));
    }
  }

  private static double exactAuc(List<Row> rows) {
    double wins = 0;
    double pairs = 0;
    for (Row one : rows) {
      for (Row other : rows) {
        if (one.actual() == 1 && other.actual() == 0) {
          pairs++;
          wins += one.score() > other.score() ? 1 : one.score() == other.score() ? 0.5 : 0;
        }
      }
    }
    return wins / pairs;
  }

  private static double exactPrecision(List<Row> rows) {
    double positives = rows.stream().filter(row -> row.actual() == 1).count();
    double area = 0;
    for (Row at : rows) {
      if (at.actual() == 1) {
        double taken = rows.stream().filter(row -> row.score() >= at.score()).count();
        double found =
            rows.stream().filter(row -> row.score() >= at.score() && row.actual() == 1).count();
        area += found / taken / positives;
      }
    }
    return area;
  }
}
