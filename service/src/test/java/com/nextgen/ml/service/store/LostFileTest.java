package com.nextgen.ml.service.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.StoreAddress;
import com.nextgen.ml.service.store.table.VersionRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A SQLite file that is taken away while it is written: what is acknowledged has a name. */
@Timeout(120)
class LostFileTest {
  private static final String[] FILES = {"store.db", "store.db-wal", "store.db-shm"};

  @TempDir Path folder;
  private Path file;
  private Store store;
  private Load load;

  /** Writes all the time, and remembers what was acknowledged since the last look. */
  private final class Load extends Thread {
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String> refusals = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    @Override
    public void run() {
      for (int i = 0; !ended; i++) {
        String id = "r" + i;
        try {
          write(store, id);
          acknowledged.add(id);
        } catch (CompletionException e) {
          refusals.add(String.valueOf(e.getCause().getMessage()));
        }
      }
    }

    void wait(int more) throws InterruptedException {
      int before = acknowledged.size();
      while (acknowledged.size() < before + more) {
        Thread.sleep(1);
      }
    }

    Set<String> end() throws InterruptedException {
      ended = true;
      join();
      return acknowledged;
    }
  }

  private static void write(Store store, String id) {
    store
        .write(
            Durability.UNSYNCED,
            tx -> {
              long model = tx.models().key("m");
              long version = tx.models().versionKey(new VersionRow("m", 1, List.of()));
              tx.predictions().insert(List.of(StoreContract.prediction(model, id, version, 1)));
              return null;
            })
        .join();
  }

  private static Set<String> rows(Path file, Set<String> ids) throws InterruptedException {
    try (Store store = Store.start(StoreAddress.file(file))) {
      while (!store.health().isAvailable()) {
        Thread.sleep(1);
      }
      return store.read(
          tx -> {
            Long model = tx.models().find("m");
            return model == null
                ? Set.of()
                : new HashSet<>(tx.predictions().existing(model, List.copyOf(ids)));
          });
    }
  }

  @BeforeEach
  void start() throws InterruptedException {
    file = folder.resolve("store.db");
    store = Store.start(StoreAddress.file(file));
    load = new Load();
    load.start();
    load.wait(50);
  }

  @AfterEach
  void stop() throws InterruptedException {
    load.end();
    store.close();
  }

  private void isNoticed(long times) throws InterruptedException {
    while (store.health().losses() < times) {
      Thread.sleep(1);
    }
    load.wait(50);
    assertThat(store.health().problem()).isNull();
    assertThat(load.refusals).contains(StoreGuard.LOST);
  }

  /** Moves all files of the database away, as who makes a backup of them does. */
  private Path moved(String name) throws IOException {
    for (String each : FILES) {
      if (Files.exists(folder.resolve(each))) {
        Files.move(folder.resolve(each), folder.resolve(each.replace("store", name)));
      }
    }
    return folder.resolve(name + ".db");
  }

  @Test
  void acknowledgesNothingThatGoesToADeletedFile() throws Exception {
    for (int time = 1; time <= 5; time++) {
      Files.delete(file);
      // One was perhaps acknowledged before, and remembered after.
      load.wait(1);
      load.acknowledged.clear();
      isNoticed(time);
    }
    Set<String> acknowledged = new HashSet<>(load.end());
    store.close();
    assertThat(acknowledged).hasSizeGreaterThan(50);
    assertThat(rows(file, acknowledged)).isEqualTo(acknowledged);
  }

  @Test
  void losesNothingWhereTheFilesAreMovedAway() throws Exception {
    for (String each : FILES) {
      assertThat(folder.resolve(each)).exists();
    }
    Path before = moved("former");
    isNoticed(1);
    Set<String> acknowledged = load.end();
    store.close();
    Set<String> found = rows(before, acknowledged);
    found.addAll(rows(file, acknowledged));
    assertThat(found).isEqualTo(acknowledged);
  }

  @Test
  void losesNothingWhereOnlyTheDatabaseIsMovedAway() throws Exception {
    Path former = Files.move(file, folder.resolve("former.db"));
    isNoticed(1);
    Set<String> acknowledged = load.end();
    store.close();
    Set<String> found = rows(former, acknowledged);
    assertThat(found).isNotEmpty();
    found.addAll(rows(file, acknowledged));
    assertThat(found).isEqualTo(acknowledged);
  }

  @Test
  void noticesThatTheLogAloneIsDeleted() throws Exception {
    Files.delete(folder.resolve("store.db-wal"));
    isNoticed(1);
    Set<String> acknowledged = load.end();
    store.close();
    assertThat(rows(file, acknowledged)).isEqualTo(acknowledged);
  }

  @Test
  void opensAnotherDatabaseThatReplacesIt() throws Exception {
    Path other = folder.resolve("other.db");
    try (Store another = Store.start(StoreAddress.file(other))) {
      while (!another.health().isAvailable()) {
        Thread.sleep(1);
      }
      write(another, "of-the-other");
    }
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    isNoticed(1);
    String last = "last";
    write(store, last);
    assertThat(store.<Boolean>read(tx -> tx.predictions().find(1, "of-the-other") != null))
        .isTrue();
    load.end();
    store.close();
    assertThat(rows(file, Set.of("of-the-other", last)))
        .containsExactlyInAnyOrder("of-the-other", last);
  }

  @Test
  void saysThatRubbishReplacesItUntilThatIsMovedAway() throws Exception {
    Path rubbish = folder.resolve("rubbish");
    Files.write(rubbish, "rubbish ".repeat(4_096).getBytes(StandardCharsets.US_ASCII));
    Files.move(rubbish, file, StandardCopyOption.REPLACE_EXISTING);
    String damaged = "the store's file is damaged; move it away, and a new one is made";
    while (!damaged.equals(store.health().problem())) {
      Thread.sleep(1);
    }
    assertThat(store.health().losses()).isEqualTo(1);
    load.acknowledged.clear();
    Files.delete(file);
    load.wait(50);
    Set<String> acknowledged = load.end();
    store.close();
    assertThat(rows(file, acknowledged)).isEqualTo(acknowledged);
  }
}
