package com.nextgen.ml.monitoring.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.counts.codec.CodecException;
import com.nextgen.ml.monitoring.counts.codec.CountsCodec;
import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProductCountsTest {
  private static final NumericBins BINS =
      new NumericBins(Precision.FLOAT64, 0, new double[] {10}, new int[0], 5, 2);

  /** Of 0 to 10 and of what is below and above. */
  private static final double[] SCORES = {-2, 1, 4};

  @Test
  void sumsProductsOfScoresAndTakesNaNForTheMean() {
    LiveCounters counters = new LiveCounters(layout(2), 1);
    double[] values = {
      7,
      -1, // 1, -2
      500,
      7, // 4, 1
      Missing.NUMBER,
      -9, // 0, -2
      Double.NaN,
      Double.NEGATIVE_INFINITY // 0, 0
    };
    counters.add(rows(values, 2), said(4));
    ProductCounts products = counters.snapshot().products();
    assertThat(products.rows()).isEqualTo(4);
    assertThat(products.sum(0)).isEqualTo(5);
    assertThat(products.sum(1)).isEqualTo(-3);
    assertThat(products.product(0, 0)).isEqualTo(17);
    assertThat(products.product(1, 1)).isEqualTo(9);
    assertThat(products.product(0, 1)).isEqualTo(2).isEqualTo(products.product(1, 0));
  }

  @Test
  void countsNoProductsOfTooManyColumnsOrNone() {
    assertThat(layout(ProductCounts.MAX_COUNTED).products()).isTrue();
    assertThat(layout(ProductCounts.MAX_COUNTED + 1).products()).isFalse();
    assertThat(new Layout(List.of()).withProducts(NormalScores.NONE).products()).isFalse();
  }

  @Test
  void layoutsDifferByTheirProducts() throws CodecException {
    Layout with = layout(3);
    byte[] bytes = new CountsCodec(with).encode(with.empty());
    assertThat(new CountsCodec(with).decode(bytes)).isEqualTo(with.empty());
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> new CountsCodec(with.withoutProducts()).decode(bytes));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with.empty().plus(with.withoutProducts().empty()));
  }

  /** Written of three rows, when products were of clipped values. */
  @Test
  void countsWithProductsOfClippedValuesAreReadWithoutThese() throws CodecException {
    byte[] bytes =
        Base64.getDecoder()
            .decode(
                "TUxDVAFxQBMU+n6ypCMo2ppRkWqTAAECAQAEA0Bu8AAAAAAAQO3pSAAAAAAAAAAAAAAAAEBuoAAAAAAA"
                    + "QAgAAAAAAABAf0AAAAAAAAABAwAFAz/wAAAAAAAAQCIAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                    + "P/AAAAAAAABAIgAAAAAAAANAEAAAAAAAAD/wAAAAAAAAQDIAAAAAAAAAAAAAAAAAAEAiAAAA"
                    + "AAAAp6wAtw==");
    Layout layout = layout(2).withoutProducts();
    LiveCounters counters = new LiveCounters(layout, 1);
    counters.add(rows(new double[] {7, 1, 500, 7, 3, 9}, 2), said(3));

    assertThat(new CountsCodec(layout).decode(bytes)).isEqualTo(counters.snapshot());
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> new CountsCodec(layout(2)).decode(bytes));
    bytes[60] ^= 1;
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> new CountsCodec(layout).decode(bytes));
  }

  @Test
  void refusesImpossibleSums() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProductCounts(1, 1, new double[] {0, 17}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProductCounts(1, 1, new double[] {Double.NaN, 1}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProductCounts(2, 1, new double[] {0, 1}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProductCounts(1, -1, new double[] {0, 0}));
  }

  @Test
  void subtractingAllLeavesNothing() {
    ProductCounts some = new ProductCounts(1, 3, new double[] {0.3, 0.7});
    assertThat(some.minus(some)).isEqualTo(ProductCounts.empty(1));
    ProductCounts more = some.plus(new ProductCounts(1, 1, new double[] {0.1, 0.01}));
    assertThat(more.minus(some).sum(0)).isCloseTo(0.1, within(1e-12));
    assertThatIllegalArgumentException().isThrownBy(() -> some.minus(more));
  }

  private static Layout layout(int width) {
    return new Layout(
            IntStream.range(0, width)
                .mapToObj(i -> new Column("x" + i, Column.Source.NUMERIC_INPUT, i, BINS))
                .toList())
        .withProducts(new NormalScores(Collections.nCopies(width, SCORES)));
  }

  private static RowBlock rows(double[] values, int width) {
    return new RowBlock(values.length / width, values, new String[0]);
  }

  private static PredictionBlock said(int rows) {
    return new PredictionBlock(rows, new int[0], new double[rows], null);
  }
}
