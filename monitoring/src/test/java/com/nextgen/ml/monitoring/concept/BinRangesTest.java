package com.nextgen.ml.monitoring.concept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.monitoring.counts.BinIndexes;
import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BinRangesTest {
  private static final Layout LAYOUT = layout();

  /** Fine edges 1…400, published at 100, 200 and 300; categories a and b published, c not. */
  private static Layout layout() {
    double[] edges = new double[400];
    Arrays.setAll(edges, i -> i + 1.0);
    NumericBins price =
        new NumericBins(Precision.FLOAT64, 0, edges, new int[] {99, 199, 299}, 200, 100);
    CategoricalBins shop =
        new CategoricalBins(List.of("a", "c", "b"), Set.of("a", "b"), Set.of("rare"));
    return new Layout(
        List.of(
            new Column("price", Column.Source.NUMERIC_INPUT, 0, price),
            new Column("shop", Column.Source.CATEGORICAL_INPUT, 0, shop)));
  }

  @Test
  void namesThePublishedBinsAndCategories() {
    BinRanges ranges = new BinRanges(LAYOUT);
    assertThat(ranges.features().get(0).ranges())
        .containsExactly(
            "up to 100.0",
            "over 100.0 up to 200.0",
            "over 200.0 up to 300.0",
            "over 300.0",
            "missing");
    assertThat(ranges.features().get(1).ranges()).containsExactly("a", "b", "__other__", "missing");
  }

  @Test
  void findsTheRangeOfEachLoggedValue() {
    assertThat(of(50, "a")).containsExactly(0, 0);
    assertThat(of(150, "b")).containsExactly(1, 1);
    assertThat(of(290, "c")).containsExactly(2, 2);
    assertThat(of(-5, "rare")).containsExactly(0, 2);
    assertThat(of(1e9, "never seen")).containsExactly(3, 2);
    assertThat(of(Missing.NUMBER, null)).containsExactly(4, 3);
    assertThat(of(Double.POSITIVE_INFINITY, "a")).containsExactly(4, 0);
  }

  @Test
  void refusesARowOfAnotherWidth() {
    assertThatThrownBy(() -> new BinRanges(LAYOUT).of(new byte[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static int[] of(double price, @Nullable String shop) {
    RowBlock row = new RowBlock(1, new double[] {price}, new String[] {shop});
    return new BinRanges(LAYOUT).of(new BinIndexes(LAYOUT).of(row, 0));
  }
}
