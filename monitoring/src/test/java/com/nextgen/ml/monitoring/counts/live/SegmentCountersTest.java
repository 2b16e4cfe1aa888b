package com.nextgen.ml.monitoring.counts.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SegmentCountersTest {
  private static final Layout LAYOUT =
      new Layout(
          List.of(
              new Column(
                  "x",
                  Column.Source.NUMERIC_INPUT,
                  0,
                  new NumericBins(
                      Precision.FLOAT64, 0, new double[] {1, 2, 3, 4}, new int[] {1}, 2, 1)),
              new Column(
                  "name",
                  Column.Source.CATEGORICAL_INPUT,
                  0,
                  CategoricalBins.of(IntStream.range(0, 30).mapToObj(i -> "n" + i).toList()))));

  private static final List<String> VALUES =
      SegmentCounters.mostFrequent((CategoricalBins) LAYOUT.columns().get(1).bins());

  @Property(tries = 100)
  void segmentsAddUpToAllRows(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 60) int names,
      @ForAll @IntRange(max = 80) int rows) {
    Random random = new Random(seed);
    SegmentCounters segments = new SegmentCounters(LAYOUT, VALUES, 2);
    LiveCounters all = new LiveCounters(LAYOUT, 2);
    for (int batch = 0; batch < 3; batch++) {
      RowBlock block = rows(random, rows, names);
      PredictionBlock said = new PredictionBlock(rows, new int[0], new double[rows], null);
      segments.add(block, said, row -> block.categorical()[row]);
      all.add(block, said);
    }

    Map<String, Counts> deltas = segments.takeDelta();

    assertThat(deltas).hasSizeLessThanOrEqualTo(SegmentCounters.MAX_VALUES + 1);
    Counts sum = deltas.values().stream().reduce(LAYOUT.empty(), Counts::plus);
    Counts expected = all.takeDelta();
    assertThat(sum.rows()).isEqualTo(3L * rows);
    for (int i = 0; i < 2; i++) {
      assertThat(sum.columns().get(i).published()).isEqualTo(expected.columns().get(i).published());
    }
    deltas.forEach(
        (name, counts) -> {
          if (!name.equals(CategoricalBins.OTHER)) {
            CategoricalCounts own = (CategoricalCounts) counts.columns().get(1);
            assertThat(own.cell(own.bins().indexOf(name))).isEqualTo(counts.rows());
          }
        });
    assertThat(segments.takeDelta().values()).allMatch(counts -> counts.rows() == 0);
  }

  private static RowBlock rows(Random random, int rows, int names) {
    double[] numbers = random.doubles(rows, 0, 5).toArray();
    String[] texts = new String[rows];
    for (int i = 0; i < rows; i++) {
      texts[i] = random.nextInt(10) == 0 ? null : "n" + random.nextInt(names);
    }
    return new RowBlock(rows, numbers, texts);
  }

  @Test
  void refusesTooManyOrRepeatedValues() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SegmentCounters(LAYOUT, List.of("a", "a"), 1));
    List<String> many = IntStream.range(0, 21).mapToObj(i -> "n" + i).toList();
    assertThatIllegalArgumentException().isThrownBy(() -> new SegmentCounters(LAYOUT, many, 1));
  }
}
