package com.nextgen.ml.monitoring.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NumericBinsTest {
  private static final int[] NONE = {};

  @Property
  void findsTheOneBinThatHoldsAValue(
      @ForAll @Size(min = 1, max = 40) List<Double> someEdges, @ForAll List<Double> values) {
    double[] edges = increasing(someEdges);
    NumericBins bins = new NumericBins(Precision.FLOAT64, edges[0], edges, NONE, 0, 1);
    for (double value : values) {
      int bin = bins.indexOf(value);
      if (bin == -1) {
        assertThat(value < bins.minimum()).isTrue();
      } else if (bin == bins.size()) {
        assertThat(value > bins.maximum()).isTrue();
      } else {
        assertThat(value <= bins.edge(bin)).isTrue();
        assertThat(bin == 0 ? value >= bins.minimum() : value > bins.edge(bin - 1)).isTrue();
      }
    }
  }

  @Property
  void liveCountersFindTheSameBin(
      @ForAll @Size(min = 1, max = 40) List<Double> someEdges, @ForAll List<Double> values) {
    double[] edges = increasing(someEdges);
    for (double edge : edges) {
      values.add(edge);
      values.add(Math.nextDown(edge));
      values.add(Math.nextUp(edge));
    }
    values.removeIf(value -> !Double.isFinite(value));
    NumericBins bins = new NumericBins(Precision.FLOAT64, edges[0], edges, NONE, 0, 1);
    for (int columns = 1; columns <= 6; columns++) {
      assertLiveAgrees(bins, values, columns);
    }
  }

  private static void assertLiveAgrees(NumericBins bins, List<Double> values, int columns) {
    long[] expected = new long[bins.size() + 2];
    double[] rows = new double[values.size() * columns];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = values.get(i / columns);
    }
    values.forEach(value -> expected[bins.indexOf(value) + 1]++);
    for (ColumnCounts counts : counted(bins, rows, columns).columns()) {
      NumericCounts found = (NumericCounts) counts;
      assertThat(found.below()).isEqualTo(expected[0]);
      assertThat(found.above()).isEqualTo(expected[bins.size() + 1]);
      for (int i = 0; i < bins.size(); i++) {
        assertThat(found.bin(i)).isEqualTo(expected[i + 1]);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void bothZerosShareABin(Precision precision) {
    double[][] all = {{-1, -0.0, 1}, {-1, 0.0, 1}, {precision.below(0), 0.0}, {-0.0}, {0.0}};
    for (double[] edges : all) {
      for (double minimum : new double[] {edges[0], edges[0] + 0.0, -2}) {
        NumericBins bins = new NumericBins(precision, minimum, edges, NONE, 0, 1);
        assertThat(bins.indexOf(-0.0)).isEqualTo(bins.indexOf(0.0)).isEqualTo(edges.length / 2);
        for (int columns = 1; columns <= 4; columns++) {
          NumericCounts counts = live(bins, columns, -0.0, 0.0);
          assertThat(counts.bin(edges.length / 2)).isEqualTo(2);
        }
      }
    }
    NumericBins signed = new NumericBins(precision, -0.0, new double[] {-0.0}, NONE, -0.0, 1);
    NumericBins plain = new NumericBins(precision, 0.0, new double[] {0.0}, NONE, 0.0, 1);
    assertThat(signed).isEqualTo(plain).hasSameHashCodeAs(plain);
  }

  @Test
  void roundsValuesToTheModelsPrecisionFirst() {
    double edge = 0.1f;
    NumericBins bins = new NumericBins(Precision.FLOAT32, 0, new double[] {edge, 1}, NONE, 0, 1);
    // 0.1 is under 0.1f as a double and the same as a float; so is what rounds down to it.
    NumericCounts counts = live(bins, 1, 0.1, edge, Math.nextUp(edge), Math.nextUp(0.1f));
    assertThat(counts.bin(0)).isEqualTo(3);
    assertThat(counts.bin(1)).isEqualTo(1);
    assertThat(counts.least()).isEqualTo(edge);
  }

  @Test
  void tellsMissingFromNaNFromInfinite() {
    NumericBins bins = new NumericBins(Precision.FLOAT32, 0, new double[] {1}, NONE, 0, 1);
    NumericCounts counts =
        live(
            bins,
            4,
            Missing.NUMBER,
            Missing.NUMBER,
            Double.NaN,
            Double.longBitsToDouble(-1L),
            Double.longBitsToDouble(0xfff8_0000_0000_07d7L),
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            1e308,
            -1e308);
    assertThat(counts.missing()).isEqualTo(2);
    assertThat(counts.nan()).isEqualTo(3);
    assertThat(counts.infinite()).as("1e308 is infinite as a float").isEqualTo(4);
    assertThat(counts.count()).isZero();
    assertThat(counts.sums()).containsOnly(0);
    assertThat(counts.published()).containsExactly(0, 9);
  }

  @Test
  void poolsTailsIntoTheEndsOfWhatIsPublished() {
    NumericBins bins =
        new NumericBins(Precision.FLOAT64, 0, new double[] {1, 2, 3, 4, 5}, new int[] {1, 3}, 0, 1);
    NumericCounts counts = live(bins, 1, -7, -6, 0.5, 1.5, 2.5, 3.5, 3.6, 4.5, 6, Double.NaN);
    assertThat(counts.published()).containsExactly(4, 3, 2, 1);
    assertThat(bins.publishedEdge(0)).isEqualTo(2);
    assertThat(bins.publishedEdge(1)).isEqualTo(4);
    assertThat(bins.publishedEdge(2)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void sumsDistancesOfValuesOutside() {
    NumericBins bins = new NumericBins(Precision.FLOAT64, 10, new double[] {20}, NONE, 15, 2);
    NumericCounts counts = live(bins, 1, 4, 8, 21, 1e9);
    assertThat(counts.sumBelow()).isEqualTo(3 + 1);
    assertThat(counts.sumAbove()).isEqualTo(0.5 + 1000);
    assertThat(counts.clamped()).isEqualTo(1);
    assertThat(counts.sumZ()).isEqualTo(-5.5 - 3.5 + 3 + 1000);
    assertThat(counts.least()).isEqualTo(4);
    assertThat(counts.greatest()).isEqualTo(1e9);
  }

  @Test
  void survivesTheWidestBins() {
    double max = Double.MAX_VALUE;
    NumericBins bins =
        new NumericBins(
            Precision.FLOAT64, -max, new double[] {-1, max}, NONE, max, Double.MIN_VALUE);
    NumericCounts counts = live(bins, 1, -max, max, 0);
    assertThat(counts.sumZ()).isEqualTo(-2000);
    assertThat(counts.clamped()).isEqualTo(2);
    assertThat(counts.bin(0)).isEqualTo(1);
    assertThat(counts.bin(1)).isEqualTo(2);
  }

  @Test
  void refusesInvalidBins() {
    refuses("edges: 1 to 1024", Precision.FLOAT64, 0);
    refuses("edges: 1 to 1024", Precision.FLOAT64, 0, new double[1025]);
    refuses("edges must increase", Precision.FLOAT64, 0, 1, 1);
    refuses("edges must increase", Precision.FLOAT64, -1, -0.0, 0.0);
    refuses("edges must be finite", Precision.FLOAT64, 0, Double.NaN);
    refuses("edges must be finite", Precision.FLOAT64, 0, Double.POSITIVE_INFINITY);
    refuses("edges must be finite float32s", Precision.FLOAT32, 0, 0.1);
    refuses("minimum must not be above", Precision.FLOAT64, 2, 1);
    refuses("minimum must not be above", Precision.FLOAT64, Double.NaN, 1);
  }

  private static void refuses(String why, Precision precision, double minimum, double... edges) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NumericBins(precision, minimum, edges, NONE, 0, 1))
        .withMessageContaining(why);
  }

  private static NumericCounts live(NumericBins bins, int columns, double... values) {
    double[] rows =
        DoubleStream.of(values)
            .flatMap(x -> DoubleStream.generate(() -> x).limit(columns))
            .toArray();
    return (NumericCounts) counted(bins, rows, columns).columns().get(columns - 1);
  }

  private static Counts counted(NumericBins bins, double[] rows, int width) {
    List<Column> columns =
        IntStream.range(0, width)
            .mapToObj(i -> new Column("x" + i, Column.Source.NUMERIC_INPUT, i, bins))
            .toList();
    LiveCounters counters = new LiveCounters(new Layout(columns), 1);
    int n = rows.length / width;
    counters.add(
        new RowBlock(n, rows, new String[0]),
        new PredictionBlock(n, new int[0], new double[n], null));
    return counters.snapshot();
  }

  private static double[] increasing(List<Double> edges) {
    return edges.stream().mapToDouble(edge -> edge + 0.0).sorted().distinct().toArray();
  }
}
