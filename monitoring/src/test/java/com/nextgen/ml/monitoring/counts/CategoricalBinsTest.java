package com.nextgen.ml.monitoring.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CategoricalBinsTest {
  private static final CategoricalBins BINS =
      new CategoricalBins(List.of("a", "rare", "b"), Set.of("a", "b"), Set.of("x", "y"));

  @Test
  void sortsNamesIntoCells() {
    assertThat(BINS.indexOf("b")).isEqualTo(2);
    assertThat(BINS.indexOf("x")).isEqualTo(BINS.otherCell());
    assertThat(BINS.indexOf("B")).isEqualTo(BINS.unseenCell());
    assertThat(BINS.indexOf("")).isEqualTo(BINS.unseenCell());
    assertThat(BINS.indexOf(null)).isEqualTo(BINS.size());
    assertThat(BINS.indexOf(CategoricalBins.OTHER)).isEqualTo(BINS.unseenCell());
  }

  @Test
  void publishesRareUnseenAndOtherNamesTogether() {
    CategoricalCounts counts = CategoricalCounts.of(BINS, new long[] {5, 2, 7, 11, 13, 17});
    assertThat(BINS.publishedNames()).containsExactly("a", "b", CategoricalBins.OTHER);
    assertThat(counts.published()).containsExactly(5, 7, 2 + 11 + 13, 17);
    assertThat(counts.count()).isEqualTo(5 + 2 + 7 + 11 + 13);
    assertThat(counts.rows()).isEqualTo(55);
  }

  @Test
  void countsAMillionDistinctNamesInTheSameCells() {
    Layout layout = new Layout(List.of(new Column("c", Column.Source.CATEGORICAL_INPUT, 0, BINS)));
    LiveCounters counters = new LiveCounters(layout, 1);
    for (int block = 0; block < 1000; block++) {
      int first = 1000 * block;
      String[] names =
          IntStream.range(first, first + 1000).mapToObj(i -> "n" + i).toArray(String[]::new);
      counters.add(
          new RowBlock(1000, new double[0], names),
          new PredictionBlock(1000, new int[0], new double[1000], null));
    }
    CategoricalCounts counts = (CategoricalCounts) counters.snapshot().columns().get(0);
    assertThat(counts.cells()).containsExactly(0, 0, 0, 0, 1_000_000, 0);
  }

  @Test
  void countsPredictedClassesBeyondTheNamedAsOther() {
    List<String> classes = IntStream.range(0, 100).mapToObj(i -> "k" + i).toList();
    CategoricalBins bins = new CategoricalBins(classes, Set.copyOf(classes), Set.of("k100"));
    Layout layout =
        new Layout(
            List.of(new Column(Column.PREDICTED_CLASS, Column.Source.PREDICTED_CLASS, 0, bins)));
    LiveCounters counters = new LiveCounters(layout, 1);
    counters.add(
        new RowBlock(5, new double[0], new String[0]),
        new PredictionBlock(5, new int[] {0, 99, 100, 5000, -1}, new double[5], null));
    CategoricalCounts counts = (CategoricalCounts) counters.snapshot().columns().get(0);
    assertThat(counts.cell(0)).isEqualTo(1);
    assertThat(counts.cell(99)).isEqualTo(1);
    assertThat(counts.other()).isEqualTo(2);
    assertThat(counts.missing()).isEqualTo(1);
  }

  @Test
  void refusesInvalidBins() {
    List<String> many = IntStream.range(0, 101).mapToObj(i -> "n" + i).toList();
    assertThatIllegalArgumentException().isThrownBy(() -> CategoricalBins.of(many));
    assertThatIllegalArgumentException().isThrownBy(() -> CategoricalBins.of(List.of("a", "a")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CategoricalBins.of(List.of(CategoricalBins.UNSEEN)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CategoricalBins(List.of("a"), Set.of("b"), Set.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CategoricalBins(List.of("a"), Set.of("a"), Set.of("a")));
  }
}
