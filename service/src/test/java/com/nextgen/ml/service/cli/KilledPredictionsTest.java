package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Predictions that were answered before a service was killed. {@code -Dml.kills=50} kills more
 * often.
 */
@Timeout(600)
@Tag("slow")
class KilledPredictionsTest {
  private static final Logger LOG = LoggerFactory.getLogger(KilledPredictionsTest.class);
  private static final int KILLS = Integer.getInteger("ml.kills", 2);
  private static final int CLIENTS = 3;

  @TempDir Path folder;

  /** Predicts one row at a time until nobody answers; the ids that were answered, in order. */
  private static List<String> load(LoadUntilKilled client, String prefix, List<String> answered) {
    try {
      for (int i = 0; ; i++) {
        client.predict(List.of(prefix + i));
        answered.add(prefix + i);
      }
    } catch (CommandFailure killed) {
      return answered;
    }
  }

  /** The ids that each client was answered, of as many services as are killed. */
  private List<List<String>> answered(Path file, String... options) throws Exception {
    Path registry = RegistryCommandsTest.examples().resolve("marketplace/registry");
    List<List<String>> all = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      List<Thread> threads = new ArrayList<>();
      List<List<String>> now = new ArrayList<>();
      try (ServiceProcess process =
          ServiceProcess.start(registry, "jdbc:sqlite:" + file, options)) {
        for (int i = 0; i < CLIENTS; i++) {
          LoadUntilKilled client = new LoadUntilKilled(process.address(), new Acknowledged(), kill);
          String prefix = "k" + kill + "-" + i + "-";
          List<String> ids = Collections.synchronizedList(new ArrayList<>());
          now.add(ids);
          Thread thread = new Thread(() -> load(client, prefix, ids), "client-" + i);
          threads.add(thread);
          thread.start();
        }
        while (now.stream().mapToInt(List::size).sum() < 500 + 37 * kill) {
          Thread.sleep(1);
        }
        process.kill();
        for (Thread thread : threads) {
          thread.join();
        }
      }
      all.addAll(now);
    }
    return all;
  }

  private static Set<String> kept(Path file, List<List<String>> answered) throws Exception {
    Set<String> kept = new HashSet<>();
    try (Store store = Store.start(StoreAddress.file(file))) {
      while (!store.health().isAvailable()) {
        Thread.sleep(1);
      }
      long model = store.read(tx -> tx.models().find(LoadUntilKilled.MODEL));
      for (List<String> ids : answered) {
        kept.addAll(store.read(tx -> tx.predictions().existing(model, ids)));
      }
    }
    return kept;
  }

  @Test
  void noneIsLostWhereAnswersWaitForTheLog() throws Exception {
    Path file = folder.resolve("store.db");
    List<List<String>> answered = answered(file, "--durability", "prediction");
    Set<String> kept = kept(file, answered);
    for (List<String> ids : answered) {
      assertThat(kept).containsAll(ids);
    }
  }

  @Test
  void onlyTheLastAreLostWhereAnswersDoNotWait() throws Exception {
    Path file = folder.resolve("store.db");
    List<List<String>> answered = answered(file);
    Set<String> kept = kept(file, answered);
    List<Integer> lost = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      int missing = 0;
      for (List<String> ids : answered.subList(kill * CLIENTS, (kill + 1) * CLIENTS)) {
        List<String> there = ids.stream().filter(kept::contains).toList();
        // The log is written in order: what was not committed is the end of what was answered.
        assertThat(there).isEqualTo(ids.subList(0, there.size())).isNotEmpty();
        missing += ids.size() - there.size();
      }
      lost.add(missing);
    }
    LOG.info("answered predictions that each kill lost: {}", lost);
  }
}
