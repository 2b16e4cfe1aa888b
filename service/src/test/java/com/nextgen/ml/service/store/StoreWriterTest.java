package com.nextgen.ml.service.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The thread that writes goes on, whatever those throw whom it asks and tells. */
@Timeout(60)
class StoreWriterTest {
  @TempDir Path folder;

  private static void write(Store store) {
    store.write(Durability.UNSYNCED, tx -> tx.models().key("m")).join();
  }

  private static Error error(String kind) {
    return kind.equals("memory") ? new OutOfMemoryError("heap") : new StackOverflowError();
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "stack"})
  void asksAThrowingSourceAgain(String kind) throws Exception {
    try (Store store = Store.start(StoreAddress.file(folder.resolve("s.db")))) {
      AtomicInteger asked = new AtomicInteger();
      store.addSource(
          () -> {
            if (asked.getAndIncrement() < 1) {
              throw error(kind);
            }
            return List.of();
          });
      while (asked.get() < 2) {
        store.wake();
        Thread.sleep(5);
      }
      write(store);
      assertThat(store.rounds().failures()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "stack"})
  void throwingWorkFailsAlone(String kind) {
    try (Store store = Store.start(StoreAddress.file(folder.resolve("s.db")))) {
      while (!store.health().isAvailable()) {
        Thread.onSpinWait();
      }
      assertThat(
              store
                  .write(
                      Durability.UNSYNCED,
                      tx -> {
                        throw error(kind);
                      })
                  .handle((done, failure) -> failure)
                  .join())
          .isNotNull();
      write(store);
      assertThat(store.rounds().failures()).isZero();
    }
  }

  @Test
  void showsItsRounds() {
    try (Store store = Store.start(StoreAddress.file(folder.resolve("s.db")))) {
      assertThat(store.rounds().name()).isEqualTo("store-writer");
    }
  }
}
