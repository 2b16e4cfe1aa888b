package com.nextgen.ml.service.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.StoreAddress;
import com.nextgen.ml.service.store.sql.StoreException;
import com.nextgen.ml.service.store.table.PredictionTable;
import com.nextgen.ml.service.store.table.StoredEvaluation;
import com.nextgen.ml.service.store.table.StoredLabel;
import com.nextgen.ml.service.store.table.StoredOutcome;
import com.nextgen.ml.service.store.table.StoredPrediction;
import com.nextgen.ml.service.store.table.VersionRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a store does, whatever database it is in. */
@Timeout(60)
abstract class StoreContract extends StoreFixture {
  static StoredPrediction prediction(long model, String id, long version, long at) {
    return new StoredPrediction(
        model,
        id,
        version,
        at,
        1,
        0.75,
        12,
        new byte[] {1, (byte) 200},
        "{\"a\":\"b\"}",
        null,
        null,
        new byte[] {63, (byte) 128, 0, 0},
        new StoredPrediction.Cluster(-5_000_000_000L, 20));
  }

  static StoredLabel label(long model, String id, String label, long at, long outcome) {
    return new StoredLabel(model, id, label, Double.NaN, at, at, "till", outcome);
  }

  private long[] modelAndVersion() {
    return write(
        tx -> {
          long model = tx.models().key("m");
          long version = tx.models().versionKey(new VersionRow("m", 3, List.of("no", "yes")));
          return new long[] {model, version};
        });
  }

  @Test
  void keepsPredictionsByModelAndId() {
    long[] keys = modelAndVersion();
    write(
        tx -> {
          tx.predictions()
              .insert(
                  List.of(
                      prediction(keys[0], "a", keys[1], 5),
                      prediction(keys[0], "b\"\\é😀", keys[1], 6),
                      new StoredPrediction(
                          keys[0],
                          "c",
                          keys[1],
                          7,
                          -1,
                          Double.NaN,
                          -1,
                          null,
                          null,
                          null,
                          null,
                          null,
                          null)));
          return null;
        });
    StoredPrediction a = store.read(tx -> tx.predictions().find(keys[0], "a"));
    assertThat(a).usingRecursiveComparison().isEqualTo(prediction(keys[0], "a", keys[1], 5));
    assertThat(store.<VersionRow>read(tx -> tx.models().version(a.version())))
        .isEqualTo(new VersionRow("m", 3, List.of("no", "yes")));
    assertThat(
            store.<Map<String, StoredPrediction>>read(
                tx -> tx.predictions().find(keys[0], List.of("b\"\\é😀", "c", "absent"))))
        .containsOnlyKeys("b\"\\é😀", "c");
    StoredPrediction c = store.read(tx -> tx.predictions().find(keys[0], "c"));
    assertThat(c.classIndex()).isEqualTo(-1);
    assertThat(c.score()).isNaN();
    assertThat(store.<StoredPrediction>read(tx -> tx.predictions().find(99, "a"))).isNull();
  }

  @Test
  void keepsTheFirstOfOneId() {
    long[] keys = modelAndVersion();
    for (long at : new long[] {5, 9}) {
      write(
          tx -> {
            tx.predictions().insert(List.of(prediction(keys[0], "a", keys[1], at)));
            return null;
          });
    }
    StoredPrediction a = store.read(tx -> tx.predictions().find(keys[0], "a"));
    assertThat(a.predictedAt()).isEqualTo(5);
    assertThat(store.<Set<String>>read(tx -> tx.predictions().existing(keys[0], List.of("a", "b"))))
        .containsExactly("a");
  }

  @Test
  void keepsLargeBatches() {
    long[] keys = modelAndVersion();
    List<String> expected = new ArrayList<>();
    for (int count : new int[] {1, 127, 128, 129, 300}) {
      List<StoredPrediction> rows = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String id = count + "-" + i;
        expected.add(id);
        rows.add(prediction(keys[0], id, keys[1], i));
        // The same id again, in the same statement or the next.
        rows.add(prediction(keys[0], id, keys[1], -1));
      }
      write(
          tx -> {
            tx.predictions().insert(rows);
            tx.labels()
                .insert(
                    rows.stream()
                        .filter(row -> row.predictedAt() >= 0)
                        .map(row -> label(keys[0], row.id(), "yes", row.predictedAt(), 0))
                        .toList());
            return null;
          });
    }
    Map<String, StoredPrediction> found =
        store.read(tx -> tx.predictions().find(keys[0], expected));
    assertThat(found).containsOnlyKeys(expected);
    assertThat(found.values()).allMatch(row -> row.predictedAt() >= 0);
    assertThat(store.<Map<String, StoredLabel>>read(tx -> tx.labels().find(keys[0], expected)))
        .containsOnlyKeys(expected);
  }

  @Test
  void keysAreTheSameAfterARestart() {
    long[] keys = modelAndVersion();
    assertThat(modelAndVersion()).isEqualTo(keys);
    StoreAddress address = store.address();
    store.close();
    store = Store.start(address);
    while (!store.health().isAvailable()) {
      Thread.onSpinWait();
    }
    assertThat(modelAndVersion()).isEqualTo(keys);
    long other = write(tx -> tx.models().versionKey(new VersionRow("m", 3, List.of("yes", "no"))));
    assertThat(other).isNotEqualTo(keys[1]);
  }

  @Test
  void givesOutcomesInOrder() {
    long[] keys = modelAndVersion();
    write(
        tx -> {
          long last = tx.models().lock(keys[0]);
          List<StoredPrediction> rows = new ArrayList<>();
          List<StoredLabel> labels = new ArrayList<>();
          for (int i = 0; i < 100; i++) {
            rows.add(prediction(keys[0], "p" + i, keys[1], i));
            labels.add(label(keys[0], "p" + i, "yes", 1_000 + i / 10, i % 2 == 0 ? ++last : 0));
          }
          tx.predictions().insert(rows);
          tx.labels().insert(labels);
          tx.models().lastOutcome(keys[0], last);
          return null;
        });
    assertThat(store.<Long>read(tx -> tx.models().lock(keys[0]))).isEqualTo(50);
    List<StoredOutcome> after = store.read(tx -> tx.labels().outcomes(keys[0], 10, 5));
    assertThat(after).extracting(o -> o.label().outcome()).containsExactly(11L, 12L, 13L, 14L, 15L);
    assertThat(after).extracting(o -> o.prediction().id()).startsWith("p20", "p22");
    assertThat(store.<Long>read(tx -> tx.labels().countWaiting(keys[0]))).isEqualTo(50);
    assertThat(
            store.<Map<String, StoredLabel>>read(
                tx -> tx.labels().waiting(keys[0], List.of("p1", "p2"))))
        .containsOnlyKeys("p1");
    assertThat(store.<Long>read(tx -> tx.labels().lastBefore(keys[0], 0))).isZero();
    assertThat(store.<Long>read(tx -> tx.labels().lastBefore(keys[0], 1_003))).isEqualTo(15);
    assertThat(store.<Long>read(tx -> tx.labels().lastBefore(keys[0], 9_999))).isEqualTo(50);
  }

  @Test
  void replacesLabels() {
    long[] keys = modelAndVersion();
    write(
        tx -> {
          tx.labels().insert(List.of(label(keys[0], "a", "yes", 5, 0)));
          tx.labels().replace(List.of(label(keys[0], "a", "no", 6, 1)));
          return null;
        });
    assertThat(
            store
                .<Map<String, StoredLabel>>read(tx -> tx.labels().find(keys[0], List.of("a")))
                .get("a"))
        .isEqualTo(label(keys[0], "a", "no", 6, 1));
  }

  @Test
  void expiresByRangeAndErasesBySubject() {
    long[] keys = modelAndVersion();
    long[] range =
        write(
            tx -> {
              List<StoredPrediction> rows = new ArrayList<>();
              List<StoredLabel> labels = new ArrayList<>();
              for (int i = 0; i < 50; i++) {
                rows.add(
                    new StoredPrediction(
                        keys[0],
                        "p" + i,
                        keys[1],
                        i,
                        0,
                        0.5,
                        1,
                        null,
                        null,
                        null,
                        "s" + i % 2,
                        null,
                        null));
                labels.add(label(keys[0], "p" + i, "no", i, i + 1));
              }
              tx.predictions().insert(rows);
              tx.labels().insert(labels);
              long first = tx.predictions().oldest().sequence();
              return new long[] {first, first + 20};
            });
    PredictionTable.Erased expired =
        write(tx -> tx.predictions().expire(keys[0], range[0], range[1], 10));
    assertThat(expired).isEqualTo(new PredictionTable.Erased(10, 10));
    assertThat(store.<PredictionTable.Oldest>read(tx -> tx.predictions().oldest()).predictedAt())
        .isEqualTo(10);
    assertThat(this.<PredictionTable.Erased>write(tx -> tx.predictions().erase("s1")))
        .isEqualTo(new PredictionTable.Erased(20, 20));
    assertThat(this.<PredictionTable.Erased>write(tx -> tx.predictions().erase("s1")))
        .isEqualTo(new PredictionTable.Erased(0, 0));
    assertThat(this.<Boolean>write(tx -> tx.predictions().delete(keys[0], "p10"))).isTrue();
    assertThat(this.<Boolean>write(tx -> tx.predictions().delete(keys[0], "p10"))).isFalse();
    assertThat(
            store.<Map<String, StoredLabel>>read(
                tx -> tx.labels().find(keys[0], List.of("p10", "p12"))))
        .containsOnlyKeys("p12");
  }

  @Test
  void removesOldWaitingLabelsInBatches() {
    long[] keys = modelAndVersion();
    write(
        tx -> {
          List<StoredLabel> labels = new ArrayList<>();
          for (int i = 0; i < 30; i++) {
            labels.add(label(keys[0], "p" + i, "no", i, i < 5 ? i + 1 : 0));
          }
          tx.labels().insert(labels);
          return null;
        });
    assertThat(this.<Integer>write(tx -> tx.labels().expireWaiting(keys[0], 20, 10))).isEqualTo(10);
    assertThat(this.<Integer>write(tx -> tx.labels().expireWaiting(keys[0], 20, 10))).isEqualTo(5);
    assertThat(this.<Integer>write(tx -> tx.labels().expireWaiting(keys[0], 20, 10))).isZero();
    assertThat(store.<Long>read(tx -> tx.labels().countWaiting(keys[0]))).isEqualTo(10);
  }

  @Test
  void remembersSettings() {
    assertThat(this.<byte[]>write(tx -> tx.settings().getOrSet("key", new byte[] {1})))
        .containsExactly(1);
    assertThat(this.<byte[]>write(tx -> tx.settings().getOrSet("key", new byte[] {2})))
        .containsExactly(1);
    assertThat(store.<byte[]>read(tx -> tx.settings().get("other"))).isNull();
    assertThat(store.<byte[]>read(tx -> tx.settings().get("probe"))).isNull();
  }

  @Test
  void keepsTheLatestEvaluationOfEachSource() {
    long[] keys = modelAndVersion();
    write(
        tx -> {
          tx.evaluations()
              .put(
                  keys[0],
                  List.of(
                      new StoredEvaluation("m", 3, "auc", 0.8, 100, "nightly", 10),
                      new StoredEvaluation("m", 3, "auc", 0.7, 120, "nightly", 20),
                      new StoredEvaluation("m", 3, "auc", 0.9, 90, "audit", 5),
                      new StoredEvaluation("m", 3, "auc", 0.6, 90, "audit", 5)));
          return null;
        });
    assertThat(store.<List<StoredEvaluation>>read(tx -> tx.evaluations().latest()))
        .containsExactlyInAnyOrder(
            new StoredEvaluation("m", 3, "auc", 0.7, 120, "nightly", 20),
            new StoredEvaluation("m", 3, "auc", 0.6, 90, "audit", 5));
  }

  @Test
  void aFailingTaskDoesNotFailOthers() throws Exception {
    long[] keys = modelAndVersion();
    AtomicInteger runs = new AtomicInteger();
    var blocked =
        store.write(
            Durability.UNSYNCED,
            tx -> {
              // While this one runs, the others gather.
              long until = System.nanoTime() + 50_000_000;
              while (System.nanoTime() < until) {
                Thread.onSpinWait();
              }
              return null;
            });
    var good =
        store.write(
            Durability.SYNCED,
            tx -> {
              runs.incrementAndGet();
              tx.predictions().insert(List.of(prediction(keys[0], "good", keys[1], 1)));
              return "written";
            });
    var bad =
        store.write(
            Durability.SYNCED,
            tx -> {
              tx.labels().insert(List.of(label(keys[0], "x", "no", 1, 0)));
              tx.labels().insert(List.of(label(keys[0], "x", "no", 1, 0)));
              return null;
            });
    blocked.join();
    assertThat(good.join()).isEqualTo("written");
    assertThatThrownBy(bad::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.isRefused()).isTrue());
    assertThat(store.health().isAvailable()).isTrue();
    assertThat(store.<StoredPrediction>read(tx -> tx.predictions().find(keys[0], "good")))
        .isNotNull();
    assertThat(store.<Map<String, StoredLabel>>read(tx -> tx.labels().find(keys[0], List.of("x"))))
        .isEmpty();
  }
}
