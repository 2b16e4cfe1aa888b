package com.nextgen.ml.service.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.fault.ErrorReason;
import com.nextgen.ml.service.inference.ObservedRows;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.inference.VersionObservers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeduplicatingObserversTest {
  private static final VersionId FIRST = new VersionId("shop", 1);
  private static final VersionId SECOND = new VersionId("shop", 2);

  private final AtomicLong nanos = new AtomicLong();
  private final Told told = new Told();
  private final DeduplicatingObservers repeated =
      new DeduplicatingObservers(told, null, nanos::get);

  /** Remembers what it is told: a row as its id, its number, its text and its score. */
  private static final class Told implements VersionObservers, VersionObserver {
    private final List<String> rows = new ArrayList<>();
    private int retired;

    @Override
    public VersionObserver loaded(VersionId id, ModelSchema schema, Baseline baseline) {
      return this;
    }

    @Override
    public void onRetired() {
      retired++;
    }

    @Override
    public int onRows(RowBlock block, PredictionBlock predictions, RowDetails details) {
      for (int row = 0; row < block.rows(); row++) {
        rows.add(
            details.id(row)
                + (int) block.numeric()[row]
                + block.categorical()[row]
                + predictions.classIndex()[row]
                + (int) predictions.score()[row]);
      }
      return block.rows();
    }

    @Override
    public void onRequest(long nanos, ErrorReason error, String traceId) {}

    List<String> taken() {
      List<String> taken = List.copyOf(rows);
      rows.clear();
      return taken;
    }
  }

  /** Ids of the caller's, or made for the request where they begin with a question mark. */
  private record Ids(List<String> ids) implements RowDetails {

    @Override
    public String id(int row) {
      return ids.get(row);
    }

    @Override
    public boolean isCallersId(int row) {
      return !ids.get(row).startsWith("?");
    }

    @Override
    public long predictedAt(int row) {
      return 0;
    }

    @Override
    public String group(int row, String attribute) {
      return null;
    }

    @Override
    public String subject(int row) {
      return null;
    }
  }

  /** Takes rows as an observer does. */
  private interface Taker<T> {
    T take(RowBlock rows, PredictionBlock predictions, RowDetails details);
  }

  private static int send(VersionObserver observer, String... ids) {
    return give(observer::onRows, ids);
  }

  private static int observe(VersionObserver observer, String... ids) {
    return give(observer::onObserved, ids).join().accepted();
  }

  private static <T> T give(Taker<T> taker, String... ids) {
    int n = ids.length;
    double[] numeric = new double[n];
    String[] categorical = new String[n];
    int[] classes = new int[n];
    double[] score = new double[n];
    for (int row = 0; row < n; row++) {
      numeric[row] = row;
      categorical[row] = "t" + row;
      classes[row] = row % 2;
      score[row] = 10 + row;
    }
    return taker.take(
        new RowBlock(n, numeric, categorical),
        new PredictionBlock(n, classes, score, null),
        new Ids(List.of(ids)));
  }

  @Test
  void skipsRowsWithRepeatedIds() {
    VersionObserver observer = repeated.loaded(FIRST, null, null);
    assertThat(send(observer, "a", "b")).isEqualTo(2);
    assertThat(told.taken()).containsExactly("a0t0010", "b1t1111");
    assertThat(send(observer, "b", "c", "c", "d")).isEqualTo(2);
    assertThat(told.taken()).containsExactly("c1t1111", "d3t3113");
    assertThat(send(observer, "a", "d")).isZero();
    assertThat(told.taken()).isEmpty();
    nanos.addAndGet(Duration.ofMinutes(21).toNanos());
    assertThat(send(observer, "a")).isEqualTo(1);
  }

  @Test
  void doesNotLookUpGeneratedIds() {
    VersionObserver observer = repeated.loaded(FIRST, null, null);
    assertThat(send(observer, "?a", "?a")).isEqualTo(2);
    assertThat(send(observer, "?a", "a", "a")).isEqualTo(2);
  }

  @Test
  void idsOfModelsAreSeparate() {
    VersionObserver first = repeated.loaded(FIRST, null, null);
    VersionObserver second = repeated.loaded(SECOND, null, null);
    VersionObserver other = repeated.loaded(new VersionId("other", 1), null, null);
    assertThat(send(first, "a")).isEqualTo(1);
    assertThat(send(second, "a")).isZero();
    assertThat(send(other, "a")).isEqualTo(1);
    first.onRetired();
    assertThat(told.retired).isEqualTo(1);
    assertThat(send(repeated.loaded(FIRST, null, null), "a")).isZero();
  }

  @Test
  void doesNotLookUpObservationsThatAStoreKnows() {
    VersionObserver observer = repeated.loaded(FIRST, null, null);
    send(observer, "a");
    assertThat(observe(observer, "a")).isEqualTo(1);
  }

  @Test
  void looksUpObservationsWithoutAStore() {
    VersionObserver observer =
        new DeduplicatingObservers(told, () -> 0, nanos::get).loaded(FIRST, null, null);
    send(observer, "a");
    assertThat(observe(observer, "a", "b", "b")).isEqualTo(1);
    assertThat(observe(observer, "b")).isZero();
  }

  @Test
  void rowsOfThePastHaveExpiredWhereNothingIsKept() {
    AtomicLong millis = new AtomicLong(Duration.ofMinutes(2).toMillis());
    VersionObserver observer =
        new DeduplicatingObservers(told, millis::get, nanos::get).loaded(FIRST, null, null);
    assertThat(give(observer::onObserved, "a").join()).isEqualTo(new ObservedRows(1, 0, 0, 0));
    millis.incrementAndGet();
    assertThat(give(observer::onObserved, "b").join()).isEqualTo(new ObservedRows(0, 0, 0, 1));
    assertThat(told.taken()).hasSize(1);
  }
}
