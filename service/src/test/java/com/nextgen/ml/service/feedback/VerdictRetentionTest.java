package com.nextgen.ml.service.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.feedback.log.Retention;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.StoreAddress;
import com.nextgen.ml.service.store.table.StoredVerdict;
import com.nextgen.ml.service.store.table.VerdictTable.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts are kept as long as their model's policy says. */
@Timeout(60)
class VerdictRetentionTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int OLD = 1_200;

  @TempDir Path folder;

  private static StoredVerdict verdict(String model, long to) {
    return new StoredVerdict(
        0, model, 1, "drift", "5m", "", to - 300, to, to, "stable", 1, new byte[] {1});
  }

  private static void add(Store store, String model, List<StoredVerdict> verdicts) {
    store
        .write(
            Durability.UNSYNCED,
            transaction -> {
              transaction.verdicts().add(transaction.models().key(model), verdicts);
              return true;
            })
        .join();
  }

  private static List<Long> ends(Store store, String model) {
    return store.read(
        transaction ->
            transaction
                .verdicts()
                .page(transaction.models().find(model), null, 0, Long.MAX_VALUE, Place.END, 9_999)
                .stream()
                .map(StoredVerdict::to)
                .toList());
  }

  @Test
  void removesVerdictsOlderThanTheRetention() {
    try (Store store = Store.start(StoreAddress.file(folder.resolve("store.db")))) {
      while (!store.health().isAvailable()) {
        Thread.onSpinWait();
      }
      List<StoredVerdict> old =
          LongStream.range(0, OLD).mapToObj(i -> verdict("brief", HOUR + i)).toList();
      add(store, "brief", old);
      add(store, "brief", List.of(verdict("brief", 5 * HOUR)));
      add(store, "usual", List.of(verdict("usual", HOUR)));
      Retention retention =
          new Retention(store, () -> Map.of("brief", Duration.ofHours(2)), () -> 7 * HOUR);

      retention.sweep();
      while (retention.removed() < OLD) {
        Thread.onSpinWait();
      }

      assertThat(ends(store, "brief")).containsExactly(5 * HOUR);
      assertThat(ends(store, "usual")).containsExactly(HOUR);
      assertThat(retention.removed()).isEqualTo(OLD);
    }
  }
}
