package com.nextgen.ml.monitoring.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nextgen.ml.monitoring.baseline.capture.Schemas;
import com.nextgen.ml.monitoring.counts.NormalScores;
import com.nextgen.ml.monitoring.counts.ProductCounts;
import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ProductBlocksTest {

  @Property(tries = 50)
  void blocksAddUpToWhatLiveCountersCount(
      @ForAll long seed, @ForAll @IntRange(min = 800, max = 3000) int rows) {
    double[] values = new Random(seed).doubles(rows).toArray();
    Baseline baseline = Schemas.ofNumbers(Precision.FLOAT64, values);
    ProductBlocks products = baseline.products();
    assertThat(products.blocks()).hasSize(40);
    assertThat(products.blocks().stream().mapToLong(ProductCounts::rows).sum()).isEqualTo(rows);

    LiveCounters counters = new LiveCounters(baseline.layout(), 1);
    counters.add(
        new RowBlock(rows, values, new String[0]),
        new PredictionBlock(rows, new int[0], new double[rows], null));
    ProductCounts live = counters.snapshot().products();
    ProductCounts total = baseline.counts().products();
    assertThat(live.rows()).isEqualTo(total.rows());
    // Each block is kept to a millionth.
    assertThat(live.sums()).containsExactly(total.sums(), Offset.offset(40e-6));
  }

  @Property(tries = 20)
  void blocksAreTheSameInWhateverOrderRowsCome(@ForAll long seed, @ForAll boolean repeated) {
    Random random = new Random(seed);
    double[] values = random.doubles(1000).map(x -> repeated ? (int) (4 * x) : x).toArray();
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    ProductBlocks products = Schemas.ofNumbers(Precision.FLOAT64, values).products();
    assertThat(Schemas.ofNumbers(Precision.FLOAT64, sorted).products()).isEqualTo(products);
    // 25 on average: five deviations to either side.
    assertThat(products.blocks()).allSatisfy(block -> assertThat(block.rows()).isBetween(1L, 50L));
  }

  @Test
  void makesNoBlocksOfFewRows() {
    Baseline baseline = Schemas.ofNumbers(Precision.FLOAT64, new Random(1).doubles(799).toArray());
    assertThat(baseline.products().isEmpty()).isTrue();
    assertThat(baseline.layout().products()).isFalse();
  }

  @Test
  void refusesBlocksThatDoNotFitTogether() {
    NormalScores scores = new NormalScores(List.of(new double[3]));
    ProductCounts block = new ProductCounts(1, 10, new double[] {1, 2});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProductBlocks(false, scores, List.of(block)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ProductBlocks(false, scores, Collections.nCopies(20, ProductCounts.empty(1))));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ProductBlocks(
                    false,
                    new NormalScores(List.of(new double[3], new double[3])),
                    Collections.nCopies(20, block)));
  }
}
