package com.nextgen.ml.service.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.StoreAddress;
import com.nextgen.ml.service.store.sql.StoreException;
import com.nextgen.ml.service.store.table.VersionRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that fail, and come back: nothing has to be started anew. */
@Timeout(120)
@Tag("slow")
class StoreFailureTest {
  @TempDir Path folder;

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(5);
    }
  }

  private static void write(Store store, String id) {
    store
        .write(
            Durability.SYNCED,
            tx -> {
              long model = tx.models().key("m");
              long version = tx.models().versionKey(new VersionRow("m", 1, List.of()));
              tx.predictions().insert(List.of(StoreContract.prediction(model, id, version, 1)));
              return null;
            })
        .join();
  }

  private static boolean has(Store store, String id) {
    return store.read(
        tx -> {
          Long model = tx.models().find("m");
          return model != null && tx.predictions().find(model, id) != null;
        });
  }

  /** Writes until it fails: a database that has just failed may look well for a moment. */
  private static StoreException failure(Store store) throws InterruptedException {
    for (int i = 0; ; i++) {
      try {
        write(store, "lost" + i);
        Thread.sleep(5);
      } catch (CompletionException e) {
        return (StoreException) e.getCause();
      }
    }
  }

  private static void recovers(Store store, String id) throws InterruptedException {
    await(() -> store.health().isAvailable());
    write(store, id);
    assertThat(has(store, id)).isTrue();
  }

  @Test
  void recoversWhenAnotherProcessHeldTheFile() throws Exception {
    Path file = folder.resolve("store.db");
    try (Store store = Store.start(StoreAddress.file(file))) {
      recovers(store, "before");
      try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
          Statement statement = other.createStatement()) {
        statement.execute("BEGIN IMMEDIATE");
        assertThat(failure(store).problem()).isEqualTo("another process holds the store's file");
        assertThat(store.health().problem()).isEqualTo("another process holds the store's file");
        assertThat(store.health().errors()).isPositive();
        // Reading needs no lock.
        statement.execute("ROLLBACK");
      }
      recovers(store, "after");
      assertThat(has(store, "before")).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4_096})
  void recoversWhenADamagedFileIsMovedAway(int intact) throws Exception {
    Path file = folder.resolve("store.db");
    try (Store store = Store.start(StoreAddress.file(file))) {
      recovers(store, "before");
    }
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, intact, bytes.length, (byte) 0x5a);
    Files.write(file, bytes);
    try (Store store = Store.start(StoreAddress.file(file))) {
      await(() -> store.health().errors() > 1);
      assertThat(store.health().problem())
          .isEqualTo("the store's file is damaged; move it away, and a new one is made");
      Files.move(file, folder.resolve("damaged.db"));
      Files.deleteIfExists(folder.resolve("store.db-wal"));
      Files.deleteIfExists(folder.resolve("store.db-shm"));
      recovers(store, "after");
      assertThat(has(store, "before")).isFalse();
    }
  }

  @Test
  void noticesDamageWhileTheFileIsOpen() throws Exception {
    Path file = folder.resolve("store.db");
    try (Store store = Store.start(StoreAddress.file(file))) {
      recovers(store, "before");
      store.verify();
      assertThat(store.health().errors()).isZero();
      Files.write(file, new byte[] {0x5a, 0x5a, 0x5a, 0x5a});
      Files.write(folder.resolve("store.db-wal"), new byte[0]);
      store.verify();
      await(() -> !store.health().isAvailable());
      assertThat(store.health().problem()).contains("the store's file");
      Files.move(file, folder.resolve("damaged.db"));
      Files.deleteIfExists(folder.resolve("store.db-wal"));
      Files.deleteIfExists(folder.resolve("store.db-shm"));
      recovers(store, "after");
    }
  }

  /** Whether a new database, with its tables, is without it. */
  private static boolean isGone(Store store, String id) {
    try {
      return !has(store, id);
    } catch (StoreException e) {
      return false;
    }
  }

  @Test
  void recoversWhenTheFileIsDeleted() throws Exception {
    Path file = folder.resolve("store.db");
    try (Store store = Store.start(StoreAddress.file(file))) {
      recovers(store, "before");
      for (String name : List.of("store.db", "store.db-wal", "store.db-shm")) {
        Files.deleteIfExists(folder.resolve(name));
      }
      // What is written meanwhile would be lost with the file.
      store.verify();
      await(() -> isGone(store, "before"));
      recovers(store, "after");
    }
    try (Store store = Store.start(StoreAddress.file(file))) {
      await(() -> store.health().isAvailable());
      assertThat(has(store, "after")).isTrue();
    }
  }

  @Test
  void recoversWhenTheFolderAppears() throws Exception {
    Path later = folder.resolve("later");
    try (Store store = Store.start(StoreAddress.file(later.resolve("store.db")))) {
      await(() -> store.health().errors() > 0);
      assertThatThrownBy(() -> write(store, "a")).isInstanceOf(CompletionException.class);
      assertThatThrownBy(() -> has(store, "a")).isInstanceOf(StoreException.class);
      Files.createDirectory(later);
      recovers(store, "a");
    }
  }

  @Test
  void recoversFromAFullDisk() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 4);
        Store store = Store.start(StoreAddress.file(disk.folder().resolve("store.db")))) {
      recovers(store, "before");
      Path ballast = disk.fill(0);
      StoreException full = failure(store);
      assertThat(full.problem())
          .isIn("the disk of the store's file is full", "the disk of the store's file fails");
      // While it is full, nothing claims that it is not.
      long errors = store.health().errors();
      await(() -> store.health().errors() > errors + 1);
      assertThat(store.health().problem()).contains("the disk");
      Files.delete(ballast);
      recovers(store, "after");
      assertThat(has(store, "before")).isTrue();
    }
  }

  @Test
  void recoversWhenTheServerRestarts() throws Exception {
    try (PostgresServer server = PostgresServer.start();
        Store store = Store.start(server.newDatabase())) {
      recovers(store, "before");
      assertThat(has(store, "before")).isTrue();
      server.pause();
      assertThat(failure(store).problem()).startsWith("the connection to the database is lost");
      assertThat(store.health().isAvailable()).isFalse();
      server.resume();
      recovers(store, "after");
      assertThat(has(store, "before")).isTrue();
    }
  }

  @Test
  void reportsAnUnreachableDatabase() throws InterruptedException {
    StoreAddress nowhere = new StoreAddress("jdbc:postgresql://127.0.0.1:1/none", Map.of());
    try (Store store = Store.start(nowhere)) {
      await(() -> store.health().errors() > 1);
      assertThat(store.health().problem()).startsWith("the connection to the database is lost");
      assertThatThrownBy(() -> write(store, "a")).isInstanceOf(CompletionException.class);
    }
  }

  @Test
  void hidesSecrets() {
    StoreAddress address =
        new StoreAddress("jdbc:postgresql://host/db?user=u&password=p", Map.of());
    assertThat(address).hasToString("jdbc:postgresql://host/db");
    assertThatThrownBy(() -> new StoreAddress("jdbc:mysql://host/db", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("jdbc:sqlite:");
  }
}
