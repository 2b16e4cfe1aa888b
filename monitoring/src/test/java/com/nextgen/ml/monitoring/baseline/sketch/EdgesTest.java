package com.nextgen.ml.monitoring.baseline.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.baseline.capture.Schemas;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.Precision;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EdgesTest {

  @Property(tries = 300)
  void countsEveryValueOnceAndBoundsTheBins(
      @ForAll @Size(min = 1, max = 1500) double[] values,
      @ForAll @IntRange(min = 1, max = 1000) int distinct,
      @ForAll Precision precision) {
    double[] tied = Arrays.stream(values).map(x -> Math.rint(x % distinct)).toArray();
    NumericCounts counts = counts(precision, tied);
    NumericBins bins = counts.bins();
    assertThat(bins.size()).isLessThanOrEqualTo(Edges.MAX_EDGES);
    assertThat(bins.publishedSize())
        .isLessThanOrEqualTo(Math.max(1, Math.min(10, tied.length / 50)));
    assertThat(counts.count()).isEqualTo(tied.length);
    assertThat(bins.minimum())
        .isEqualTo(Math.nextDown((float) DoubleStream.of(tied).min().orElseThrow()));
    assertThat(bins.maximum())
        .isEqualTo(Math.nextUp((float) DoubleStream.of(tied).max().orElseThrow()));
    for (int i = 0; i < bins.size(); i++) {
      double from = i == 0 ? Double.NEGATIVE_INFINITY : bins.edge(i - 1);
      double to = bins.edge(i);
      assertThat(counts.bin(i))
          .isEqualTo(DoubleStream.of(tied).filter(x -> x > from && x <= to).count());
    }
  }

  @Test
  void usesTwoHundredQuantilesAndTheTails() {
    Random random = new Random(5);
    double[] values = DoubleStream.generate(random::nextGaussian).limit(50_000).toArray();
    NumericBins bins = counts(Precision.FLOAT64, values).bins();
    assertThat(bins.size()).isEqualTo(204);
    Arrays.sort(values);
    for (double p : new double[] {0.0001, 0.001, 0.005, 0.1, 0.5, 0.995, 0.999, 0.9999}) {
      assertThat(bins.edges()).contains(middle(values, p));
    }
    assertThat(bins.publishedSize()).isEqualTo(10);
    assertThat(bins.publishedEdge(4)).isEqualTo(middle(values, 0.5));
  }

  /** The middle between the values beside a quantile. */
  private static double middle(double[] sorted, double p) {
    int at = (int) Math.floor(p * (sorted.length - 1));
    return (sorted[at] + sorted[at + 1]) / 2;
  }

  @Test
  void edgesAreThoseOfNumpy() {
    double[] values = new double[200];
    Arrays.setAll(values, i -> 1 + i * i / 64.0);
    NumericBins bins = counts(Precision.FLOAT64, values).bins();
    // x = 1 + np.arange(200)**2 / 64; q = np.quantile(x, [.25, .5, .75])
    // [(x[x <= c].max() + x[x > c].min()) / 2 for c in q]
    assertThat(new double[] {bins.publishedEdge(0), bins.publishedEdge(1), bins.publishedEdge(2)})
        .containsExactly(39.2890625, 155.6953125, 350.2265625);
  }

  @Test
  void anAtomHasItsOwnBin() {
    Random random = new Random(5);
    double[] values =
        DoubleStream.generate(() -> random.nextInt(10) < 3 ? 7.5 : random.nextGaussian() * 100)
            .limit(20_000)
            .toArray();
    NumericCounts counts = counts(Precision.FLOAT64, values);
    int atom = counts.bins().indexOf(7.5);
    assertThat(counts.bins().edge(atom)).isEqualTo(7.5);
    assertThat(counts.bins().edge(atom - 1)).isEqualTo(Math.nextDown(7.5));
    assertThat(counts.bin(atom)).isEqualTo(DoubleStream.of(values).filter(x -> x == 7.5).count());
  }

  @Test
  void anAtomOfFloatsIsCutAtTheFloatBelow() {
    double[] values = new double[1000];
    Arrays.setAll(values, i -> i % 2 == 0 ? 0.1 : i / 1000.0);
    NumericCounts counts = counts(Precision.FLOAT32, values);
    int atom = counts.bins().indexOf((float) 0.1);
    assertThat(counts.bins().edge(atom)).isEqualTo(0.1f);
    assertThat(counts.bins().edge(atom - 1)).isEqualTo(Math.nextDown(0.1f));
    assertThat(counts.bin(atom)).isEqualTo(500);
  }

  @Test
  void zerosOfZeroInflatedValuesHaveTheirOwnBin() {
    double[] values = new double[1000];
    Arrays.setAll(values, i -> i < 720 ? (i % 2 == 0 ? 0.0 : -0.0) : i);
    NumericCounts counts = counts(Precision.FLOAT64, values);
    assertThat(counts.bins().minimum()).isEqualTo(-Float.MIN_VALUE);
    assertThat(counts.bins().edge(0)).isEqualTo(0);
    assertThat(counts.bins().isAtom(0)).isTrue();
    assertThat(counts.bin(0)).isEqualTo(720);
    assertThat(counts.bins().publishedEdge(0)).isEqualTo(0);
    assertThat(counts.bins().publishedSize()).isEqualTo(4);
  }

  @Test
  void aConstantHasOneBinAndUnitScale() {
    NumericCounts counts = counts(Precision.FLOAT64, 3, 3, 3);
    assertThat(counts.bins().minimum()).isEqualTo(Math.nextDown(3f));
    assertThat(counts.bins().edges()).containsExactly(Math.nextUp(3f));
    assertThat(counts.bins().isConstant()).isTrue();
    assertThat(counts.bins().scale()).isEqualTo(1);
    assertThat(counts.bins().center()).isEqualTo(3);
  }

  @Test
  void anEmptyColumnHasBins() {
    NumericCounts counts =
        counts(Precision.FLOAT64, Missing.NUMBER, Double.NaN, Double.POSITIVE_INFINITY);
    assertThat(counts.count()).isZero();
    assertThat(counts.missing()).isEqualTo(1);
    assertThat(counts.nan()).isEqualTo(1);
    assertThat(counts.infinite()).isEqualTo(1);
    assertThat(counts.bins().size()).isEqualTo(1);
  }

  @Test
  void doesNotOverflowOnTheLargestDoubles() {
    NumericCounts counts =
        counts(Precision.FLOAT64, -Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE);
    assertThat(counts.count()).isEqualTo(3);
    assertThat(counts.bins().scale()).isEqualTo(Double.MAX_VALUE);
  }

  @Test
  void scoreBinsCoverTheUnitIntervalAndTheThreshold() {
    ValueSummary scores = new ValueSummary(Precision.FLOAT64, 1000);
    DoubleStream.iterate(0.2, x -> x < 0.8, x -> x + 0.001).forEach(scores::add);
    NumericBins bins = Edges.ofScores(scores, 0.35);
    assertThat(bins.minimum()).isEqualTo(0);
    assertThat(bins.maximum()).isEqualTo(1);
    assertThat(bins.edges())
        .contains(Math.nextDown(0.35), 0.1, 0.9, 1e-6, 1 - 1e-6, 0.001)
        .hasSizeLessThanOrEqualTo(Edges.MAX_EDGES);
    assertThat(bins.indexOf(0.35)).isGreaterThan(bins.indexOf(Math.nextDown(0.35)));
  }

  @Test
  void otherScoresKeepTheirRange() {
    ValueSummary scores = new ValueSummary(Precision.FLOAT64, 1000);
    DoubleStream.of(-3, 0.2, 7).forEach(scores::add);
    NumericBins bins = Edges.ofScores(scores, 0.5);
    assertThat(bins.minimum()).isEqualTo(Math.nextDown(-3f));
    assertThat(bins.maximum()).isEqualTo(Math.nextUp(7f));
    assertThat(bins.edges()).contains(Math.nextDown(0.5));
  }

  private static NumericCounts counts(Precision precision, double... values) {
    return (NumericCounts) Schemas.ofNumbers(precision, values).counts().input("x").orElseThrow();
  }
}
