package com.nextgen.ml.monitoring.counts.live;

import static com.nextgen.ml.monitoring.counts.CountsAssert.assertSame;
import static com.nextgen.ml.monitoring.counts.CountsAssert.assertSameSums;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NaiveCounts;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.counts.Samples;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveCountersTest {
  private static final PredictionBlock NO_ROWS =
      new PredictionBlock(0, new int[0], new double[0], null);

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "4, 4", "4, 5", "6, 2", "3, 1"})
  void agreesWithTheNaiveModelUnderConcurrentWritersAndReaders(int writers, int stripes)
      throws Exception {
    Layout layout = Samples.layout(new Random(writers), 6, 2);
    LiveCounters counters = new LiveCounters(layout, stripes);
    NaiveCounts naive = new NaiveCounts(layout);
    AtomicBoolean writing = new AtomicBoolean(true);
    List<Callable<NaiveCounts>> work = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      work.add(writer(counters, new Random(writer), naive));
    }
    ExecutorService pool = Executors.newFixedThreadPool(writers + 2);
    try {
      Future<Counts> snapshots = pool.submit(() -> watch(counters, writing));
      Future<List<Counts>> deltas = pool.submit(() -> takeWhile(counters, writing));
      for (Future<NaiveCounts> written : pool.invokeAll(work)) {
        written.get();
      }
      writing.set(false);
      snapshots.get();
      Counts sum = deltas.get().stream().reduce(layout.empty(), Counts::plus);
      assertSame(counters.snapshot(), naive.counts());
      assertSame(sum, naive.counts());
    } finally {
      pool.shutdownNow();
    }
  }

  private static Callable<NaiveCounts> writer(
      LiveCounters counters, Random random, NaiveCounts naive) {
    return () -> {
      for (int batch = 0; batch < 300; batch++) {
        int size = random.nextInt(random.nextInt(10) == 0 ? 50 : 3);
        RowBlock rows = Samples.rows(random, counters.layout(), size);
        PredictionBlock predictions = Samples.predictions(random, counters.layout(), size);
        counters.add(rows, predictions);
        synchronized (naive) {
          naive.add(rows, predictions);
        }
      }
      return naive;
    };
  }

  private static Counts watch(LiveCounters counters, AtomicBoolean writing) {
    Counts last = counters.layout().empty();
    while (writing.get()) {
      Counts next = counters.snapshot();
      next.minus(last); // throws if a cell fell
      last = next;
    }
    return last;
  }

  private static List<Counts> takeWhile(LiveCounters counters, AtomicBoolean writing) {
    List<Counts> deltas = new ArrayList<>();
    boolean last;
    do {
      last = !writing.get();
      Counts delta = counters.takeDelta();
      deltas.add(delta);
      long rows = delta.rows();
      assertThat(delta.columns()).as("batches are whole").allMatch(column -> column.rows() == rows);
    } while (!last);
    return deltas;
  }

  @Test
  void rangesAreOfTheDeltaAlone() {
    LiveCounters counters = new LiveCounters(oneNumber(), 2);
    add(counters, 5, -3);
    NumericCounts first = (NumericCounts) counters.takeDelta().columns().get(0);
    assertThat(first.least()).isEqualTo(-3);
    assertThat(first.greatest()).isEqualTo(5);
    add(counters, 1);
    NumericCounts second = (NumericCounts) counters.takeDelta().columns().get(0);
    assertThat(second.least()).isEqualTo(1);
    assertThat(second.greatest()).isEqualTo(1);
    NumericCounts none = (NumericCounts) counters.takeDelta().columns().get(0);
    assertThat(none.least()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(none.rows()).isZero();
    NumericCounts all = (NumericCounts) counters.snapshot().columns().get(0);
    assertThat(all.least()).isEqualTo(-3);
    assertThat(all.greatest()).isEqualTo(5);
    assertThat(all.rows()).isEqualTo(3);
  }

  @Test
  void aHugeValueDoesNotAffectLaterWindows() {
    LiveCounters counters = new LiveCounters(oneNumber(), 1);
    add(counters, 1e18, -1e300, 0.25);
    NumericCounts spoiled = (NumericCounts) counters.takeDelta().columns().get(0);
    assertThat(spoiled.clamped()).isEqualTo(2);
    assertThat(spoiled.sumAbove()).isEqualTo(1000);
    assertThat(spoiled.sumBelow()).isEqualTo(1000);
    add(counters, 0.25);
    assertThat(((NumericCounts) counters.takeDelta().columns().get(0)).mean()).isEqualTo(0.25);
  }

  @Test
  void countsOnlyOutputsWhereThereIsNoBaseline() {
    Layout layout =
        new Layout(
            List.of(
                new Column(
                    Column.PREDICTED_CLASS,
                    Column.Source.PREDICTED_CLASS,
                    0,
                    CategoricalBins.of(List.of("a", "b")))));
    LiveCounters counters = new LiveCounters(layout, 1);
    RowBlock rows = new RowBlock(3, new double[6], new String[0]);
    counters.add(rows, new PredictionBlock(3, new int[] {0, 1, 1}, new double[3], null));
    assertThat(((CategoricalCounts) counters.snapshot().columns().get(0)).cells())
        .containsExactly(1, 2, 0, 0, 0);
  }

  @Test
  void countsNothingOfAnEmptyBlock() {
    LiveCounters counters = new LiveCounters(oneNumber(), 1);
    counters.add(new RowBlock(0, new double[0], new String[0]), NO_ROWS);
    assertSameSums(counters.snapshot(), oneNumber().empty());
  }

  @Test
  void refusesBlocksOfAnotherShape() {
    LiveCounters counters = new LiveCounters(oneNumber(), 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counters.add(new RowBlock(1, new double[1], new String[0]), NO_ROWS))
        .withMessageContaining("1 rows do not match 0 predictions");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                counters.add(
                    new RowBlock(1, new double[0], new String[1]),
                    new PredictionBlock(1, new int[0], new double[1], null)))
        .withMessageContaining("fewer values");
    assertThat(counters.snapshot().rows()).isZero();
  }

  @Test
  void requiresAStripe() {
    assertThatIllegalArgumentException().isThrownBy(() -> new LiveCounters(oneNumber(), 0));
  }

  private static Layout oneNumber() {
    NumericBins bins =
        new NumericBins(Precision.FLOAT64, 0, new double[] {0.5, 1}, new int[] {0}, 0.5, 1);
    return new Layout(List.of(new Column("x", Column.Source.NUMERIC_INPUT, 0, bins)));
  }

  private static void add(LiveCounters counters, double... values) {
    int n = values.length;
    counters.add(
        new RowBlock(n, values, new String[0]),
        new PredictionBlock(n, new int[0], new double[n], null));
  }
}
