package com.nextgen.ml.service.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.feedback.log.PastRows;
import com.nextgen.ml.service.feedback.log.PredictionLog;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The queue of the log, while there is no store and after. */
@Timeout(60)
class PredictionLogTest {
  @TempDir Path folder;

  private static String[] ids(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
  }

  @Test
  void countsDroppedRowsAndWritesTheRestLater() throws Exception {
    Path later = folder.resolve("later");
    CountedRows counting = new CountedRows();
    TestClock clock = new TestClock();
    try (Store store = Store.start(StoreAddress.file(later.resolve("store.db")))) {
      Feedback feedback = new Feedback(store, counting, PastRows.NONE, null, clock::millis);
      TestServed shop = TestServed.shop(feedback.versions());
      int most = PredictionLog.CAPACITY;
      shop.predict(clock.millis(), ids("a", most - 10));
      shop.predict(clock.millis(), ids("b", 11));
      shop.predict(clock.millis(), ids("c", 10));
      shop.predict(clock.millis(), ids("d", 1));
      // All are counted, since they were answered; the log lacks some.
      assertThat(counting.rows.sum()).isEqualTo(most + 12);
      assertThat(counting.unlogged.sum()).isEqualTo(12);
      assertThat(feedback.storeFigures().waiting()).isEqualTo(most);
      Files.createDirectory(later);
      while (feedback.storeFigures().waiting() > 0) {
        Thread.sleep(5);
      }
      assertThat(feedback.storeFigures().logged()).isEqualTo(most);
      assertThat(feedback.prediction("shop", "a0")).isNotNull();
      assertThat(feedback.prediction("shop", "b0")).isNull();
      assertThat(feedback.prediction("shop", "c9")).isNotNull();
    }
  }

  @Test
  void boundsLabelsWithoutPredictions() {
    WaitingLabels waiting = new WaitingLabels(3);
    try (Store store = Store.start(StoreAddress.file(folder.resolve("store.db")))) {
      waiting.added("shop", 2);
      assertThat(waiting.hasRoom("shop")).isTrue();
      waiting.added("shop", 1);
      assertThat(waiting.hasRoom("shop")).isFalse();
      assertThat(waiting.hasRoom("other")).isTrue();
      while (!store.health().isAvailable()) {
        Thread.onSpinWait();
      }
      store.write(Durability.UNSYNCED, tx -> tx.models().key("shop")).join();
      waiting.refresh(store);
      store.write(Durability.UNSYNCED, tx -> null).join();
      assertThat(waiting.hasRoom("shop")).isTrue();
    }
  }
}
