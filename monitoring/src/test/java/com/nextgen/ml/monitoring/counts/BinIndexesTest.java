package com.nextgen.ml.monitoring.counts;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BinIndexesTest {

  private static NumericBins bins(int size) {
    double[] edges = new double[size];
    Arrays.setAll(edges, i -> i + 1);
    return new NumericBins(Precision.FLOAT32, 0, edges, new int[0], 0, 1);
  }

  private static BinIndexes numbers(ColumnBins bins) {
    Column.Source source =
        bins instanceof NumericBins ? Column.Source.NUMERIC_INPUT : Column.Source.CATEGORICAL_INPUT;
    return new BinIndexes(
        new Layout(
            List.of(
                new Column("f", source, 0, bins),
                new Column("score", Column.Source.SCORE, 0, bins(4)))));
  }

  private static int of(ColumnBins bins, double value) {
    return numbers(bins).of(new RowBlock(1, new double[] {value}, new String[0]), 0)[0] & 0xff;
  }

  private static int of(ColumnBins bins, String value) {
    return numbers(bins).of(new RowBlock(1, new double[0], new String[] {value}), 0)[0] & 0xff;
  }

  @Test
  void placesNumbersInTheirBins() {
    NumericBins bins = bins(10);
    assertThat(of(bins, 0)).isZero();
    assertThat(of(bins, 1)).isZero();
    assertThat(of(bins, 1.5)).isEqualTo(1);
    // Rounded to float first: just above 1 is 1.
    assertThat(of(bins, 1 + 1e-12)).isZero();
    assertThat(of(bins, 10)).isEqualTo(9);
    assertThat(of(bins, -0.5)).isEqualTo(BinIndexes.BELOW);
    assertThat(of(bins, 10.5)).isEqualTo(BinIndexes.ABOVE);
    assertThat(of(bins, Missing.NUMBER)).isEqualTo(BinIndexes.MISSING);
    assertThat(of(bins, Double.NaN)).isEqualTo(BinIndexes.UNUSABLE);
    assertThat(of(bins, 1e300)).isEqualTo(BinIndexes.UNUSABLE);
    assertThat(numbers(bins).columns()).extracting(Column::name).containsExactly("f");
  }

  @Test
  void placesCategoriesInTheirCells() {
    CategoricalBins bins = new CategoricalBins(List.of("a", "b"), Set.of("a"), Set.of("rare"));
    assertThat(of(bins, "a")).isZero();
    assertThat(of(bins, "b")).isEqualTo(1);
    assertThat(of(bins, "rare")).isEqualTo(bins.otherCell());
    assertThat(of(bins, "new")).isEqualTo(bins.unseenCell());
    assertThat(of(bins, (String) null)).isEqualTo(BinIndexes.MISSING);
  }

  @Property(tries = 300)
  void everyBinIsInTheRangeOfItsNumber(
      @ForAll @IntRange(min = 1, max = NumericBins.MAX_BINS) int size, @ForAll int seed) {
    NumericBins bins = bins(size);
    int bin = Math.floorMod(seed, size);
    int number = of(bins, bin + 1);
    assertThat(number).isLessThan(BinIndexes.BINS);
    int[] range = BinIndexes.fineBins(bins, number);
    assertThat(bin).isBetween(range[0], range[1]);
    if (size <= BinIndexes.BINS) {
      assertThat(range[0]).isEqualTo(range[1]);
    }
  }
}
