package com.nextgen.ml.monitoring.baseline.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.capture.BaselineBuilder;
import com.nextgen.ml.monitoring.baseline.capture.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.capture.CountPass;
import com.nextgen.ml.monitoring.baseline.capture.EdgePass;
import com.nextgen.ml.monitoring.baseline.capture.Schemas;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A value of the baseline that went through a float32 is counted where it was. */
class FloatRoundTripTest {
  private static final ModelSchema SCHEMA = Schemas.regression(Feature.numeric("x"));

  @Property(tries = 1000)
  void everyValueStaysInItsBin(
      @ForAll("columns") double[] values, @ForAll Precision precision, @ForAll boolean sketched) {
    Baseline baseline = baseline(values, precision, sketched ? 50 : 1_000_000);
    NumericCounts counts = (NumericCounts) baseline.counts().columns().get(0);
    assertThat(counted(baseline, values).cells()).isEqualTo(counts.cells());
    double[] floats = Arrays.stream(values).map(x -> (float) x).toArray();
    assertThat(counted(baseline, floats).cells()).isEqualTo(counts.cells());
    for (double value : values) {
      int bin = counts.bins().indexOf(precision.round(value));
      assertThat(bin).isBetween(0, counts.bins().size() - 1);
      assertThat(counts.bins().indexOf((float) value)).isEqualTo(bin);
    }
  }

  @Property(tries = 300)
  void everyScoreStaysInItsBinButForTheThreshold(@ForAll("scores") double[] values) {
    ValueSummary scores = new ValueSummary(Precision.FLOAT64, 1_000_000);
    Arrays.stream(values).forEach(scores::add);
    NumericBins bins = Edges.ofScores(scores, 0.35);
    for (double value : values) {
      if ((value >= 0.35) == ((float) value >= 0.35)) {
        assertThat(bins.indexOf((float) value)).as("%s", value).isEqualTo(bins.indexOf(value));
      }
    }
  }

  /** Of any spread around any middle, of few values and of many, with noise in the last digits. */
  @Provide
  Arbitrary<double[]> columns() {
    return Arbitraries.randomValue(FloatRoundTripTest::column);
  }

  @Provide
  Arbitrary<double[]> scores() {
    return Arbitraries.randomValue(
        random ->
            Arrays.stream(column(random))
                .map(x -> Math.abs(x) > 1 ? Math.abs(1 / x) : Math.abs(x))
                .toArray());
  }

  private static double[] column(Random random) {
    double middle = random.nextGaussian() * Math.pow(10, random.nextInt(-12, 12));
    double spread = Math.pow(10, random.nextInt(-12, 12));
    double unit = Math.pow(10, random.nextInt(-6, 4));
    int shape = random.nextInt(4);
    double[] values = new double[random.nextInt(1, 1500)];
    for (int i = 0; i < values.length; i++) {
      double value =
          switch (shape) {
            case 0 -> middle + spread * random.nextGaussian();
            case 1 -> random.nextInt(1 + random.nextInt(30)) * unit;
            case 2 -> (0.1 + 0.2) * random.nextInt(4) + (random.nextBoolean() ? 1e-17 : 0);
            default -> random.nextInt(3) == 0 ? middle : Math.exp(5 * random.nextGaussian());
          };
      float narrow = (float) value;
      values[i] = Math.abs(narrow) < Float.MIN_NORMAL ? 0 : value;
    }
    return values;
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aConstantStaysInItsBin(Precision precision) {
    double[] values = new double[100];
    Arrays.fill(values, 0.1);
    Baseline baseline = baseline(values, precision, 1_000_000);
    assertThat(counted(baseline, 0.1, 0.1f, Math.nextUp(0.1f)).count()).isEqualTo(3);
    assertThat(counted(baseline, 0.1, 0.1f).bin(0)).isEqualTo(2);
    assertThat(counted(baseline, 0.11).above()).isEqualTo(1);
    assertThat(counted(baseline, 0.09).below()).isEqualTo(1);
  }

  @Test
  void theSecondPassPutsEdgesOfASketchBetweenValues() {
    double[] values = new double[4000];
    Arrays.setAll(values, i -> i % 1000 * 0.7);
    NumericBins bins =
        ((NumericCounts) baseline(values, Precision.FLOAT64, 100).counts().columns().get(0)).bins();
    double[] different = Arrays.stream(values).distinct().sorted().toArray();
    for (int i = 0; i < bins.size() - 1; i++) {
      int at = -Arrays.binarySearch(different, bins.edge(i)) - 1;
      assertThat(bins.edge(i)).isEqualTo((different[at - 1] + different[at]) / 2);
    }
  }

  @Test
  void doublesBeyondTheRangeOfFloatsKeepTheirOwnEdges() {
    double[] values = new double[600];
    Arrays.setAll(values, i -> (i + 1) * (i < 300 ? 1e-60 : 1e290));
    NumericCounts counts =
        (NumericCounts) baseline(values, Precision.FLOAT64, 1000).counts().columns().get(0);
    assertThat(counts.published()).startsWith(60, 60, 60, 60, 60, 60);
    assertThat(counts.count()).isEqualTo(600);
  }

  private static Baseline baseline(double[] values, Precision precision, int exact) {
    BaselineLimits limits = new BaselineLimits(exact, 32_000_000, 100, 100, 1000, 0);
    EdgePass edges = BaselineBuilder.of(SCHEMA, precision, limits, 1);
    edges.add(block(values));
    CountPass counts = edges.freeze();
    counts.add(block(values));
    return counts.build("ab12", Instant.EPOCH);
  }

  private static RowBlock block(double... values) {
    return new RowBlock(values.length, values, new String[0]);
  }

  private static NumericCounts counted(Baseline baseline, double... values) {
    LiveCounters counters = new LiveCounters(baseline.counts().layout(), 1);
    counters.add(block(values), PredictionBlock.none(values.length));
    return (NumericCounts) counters.snapshot().columns().get(0);
  }
}
