package com.nextgen.ml.monitoring.figures;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import com.nextgen.ml.monitoring.counts.live.OutcomeTally;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.Task;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ResidualQuantileTest {
  /** The widest bin, and rounding. */
  private static final double FACTOR = Math.pow(10, 1 / 22.0) * (1 + 1e-9);

  private static OutcomeCounts errors(double... errors) {
    NumericBins bins = new NumericBins(Precision.FLOAT64, 0, new double[] {1, 2}, new int[0], 0, 5);
    OutcomeTally tally = new OutcomeTally(new OutcomeLayout(Task.REGRESSION, List.of(), -1, bins));
    for (double error : errors) {
      tally.addValue(1, 1 + error);
    }
    return tally.counts();
  }

  private static double exact(double[] errors, double share) {
    double[] sizes = Arrays.stream(errors).map(Math::abs).sorted().toArray();
    return sizes[Math.max(0, (int) Math.ceil(sizes.length * share) - 1)];
  }

  private static void check(List<ResidualQuantile> found, double[] errors) {
    for (ResidualQuantile one : found) {
      double exact = exact(errors, one.share());
      assertThat(one.value()).as("%s", one).isBetween(exact / FACTOR, exact * FACTOR);
      assertThat(one.low()).isLessThanOrEqualTo(Math.min(one.value(), exact));
      assertThat(one.high()).isGreaterThanOrEqualTo(Math.max(one.value(), exact) / (1 + 1e-9));
    }
  }

  @Test
  void quantilesEqualThoseOfBikeSharingRows() throws IOException {
    for (JsonNode one : FigureFixtures.read().get("cases")) {
      if (one.get("name").textValue().equals("bike-sharing")) {
        double[] actual = FigureFixtures.numbers(one.get("actual"));
        double[] said = FigureFixtures.numbers(one.get("score"));
        double[] errors =
            IntStream.range(0, said.length).mapToDouble(i -> said[i] - actual[i]).toArray();
        List<ResidualQuantile> found = ResidualQuantile.of(FigureFixtures.outcomes(one));
        assertThat(found).extracting(ResidualQuantile::share).containsExactly(0.5, 0.9, 0.95, 0.99);
        check(found, errors);
      }
    }
  }

  @Property(tries = 200)
  void quantilesEqualThoseOfAnyErrors(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 900) int rows) {
    Random random = new Random(seed);
    double[] errors =
        random.doubles(rows).map(u -> Math.exp(8 * u - 4) * (u < 0.5 ? -1 : 1)).toArray();
    check(ResidualQuantile.of(errors(errors)), errors);
  }

  @Test
  void intervalsCoverTheTruth() {
    int held = 0;
    int all = 0;
    for (int i = 0; i < 400; i++) {
      Random random = new Random(i);
      // Of |error| = −ln u the share s does not pass −ln(1 − s).
      double[] errors = random.doubles(800).map(u -> -Math.log(1 - u)).toArray();
      for (ResidualQuantile one : ResidualQuantile.of(errors(errors))) {
        double truth = -Math.log(1 - one.share());
        held += one.low() <= truth && truth <= one.high() ? 1 : 0;
        all++;
      }
    }
    assertThat(all).isEqualTo(1600);
    assertThat(held).isGreaterThanOrEqualTo(1520);
  }

  @Test
  void hasNoQuantilesOfTooFewRowsOrErrorsBeyondTheBins() {
    assertThat(ResidualQuantile.of(errors())).isEmpty();
    assertThat(ResidualQuantile.of(errors(1, 2, 3))).isEmpty();
    assertThat(ResidualQuantile.of(errors(IntStream.range(0, 100).mapToDouble(i -> i).toArray())))
        .extracting(ResidualQuantile::share)
        .containsExactly(0.5, 0.9, 0.95);
    double[] far = new double[1000];
    Arrays.fill(far, 1e9);
    assertThat(ResidualQuantile.of(errors(far))).isEmpty();
    double[] right = new double[1000];
    assertThat(ResidualQuantile.of(errors(right)))
        .allMatch(one -> one.low() == 0 && one.value() <= one.high() && one.high() < 1e-5);
  }
}
