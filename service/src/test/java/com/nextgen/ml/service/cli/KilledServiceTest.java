package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.sql.StoreAddress;
import com.nextgen.ml.service.store.table.StoredLabel;
import com.nextgen.ml.service.store.table.StoredOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service that is killed while it takes labels and observations, again and again: what it
 * acknowledged is there, and each once. {@code -Dml.kills=50} kills more often.
 */
@Timeout(600)
@Tag("slow")
class KilledServiceTest {
  private static final int KILLS = Integer.getInteger("ml.kills", 2);

  @TempDir Path folder;

  @Test
  void losesNothingAcknowledgedAndCountsNothingTwice() throws Exception {
    Path file = folder.resolve("store.db");
    Random random = new Random(17);
    Acknowledged acknowledged = new Acknowledged();
    for (int kill = 0; kill < KILLS; kill++) {
      try (ServiceProcess process = ServiceProcess.start(file)) {
        LoadUntilKilled load = new LoadUntilKilled(process.address(), acknowledged, kill);
        load.start();
        int before = acknowledged.size();
        // Not before there is something to lose.
        while (acknowledged.size() < before + 200) {
          Thread.sleep(2);
        }
        Thread.sleep(random.nextInt(150));
        process.kill();
        load.join();
      }
    }
    Set<String> labelled = acknowledged.labels();
    assertThat(labelled).hasSizeGreaterThan(100 * KILLS);
    assertThat(acknowledged.wrong()).isEmpty();
    readTheStore(file, labelled, acknowledged.observations());
    try (ServiceProcess process = ServiceProcess.start(file)) {
      sayAllAgain(process, acknowledged);
    }
  }

  private static void readTheStore(Path file, Set<String> labelled, Set<String> observed)
      throws InterruptedException {
    try (Store store = Store.start(StoreAddress.file(file))) {
      while (!store.health().isAvailable()) {
        Thread.sleep(5);
      }
      long model = store.read(tx -> tx.models().find(LoadUntilKilled.MODEL));
      Map<String, StoredLabel> labels = store.read(tx -> tx.labels().find(model, labelled));
      assertThat(labels.keySet()).isEqualTo(labelled);
      assertThat(labels.values()).extracting(StoredLabel::label).containsOnly("true");
      Set<String> rows = store.read(tx -> tx.predictions().existing(model, observed));
      assertThat(rows).isEqualTo(observed);
      // Every outcome has a place of its own, and every place one outcome.
      List<StoredOutcome> outcomes =
          store.read(tx -> tx.labels().outcomes(model, 0, Integer.MAX_VALUE));
      Set<Long> places = new HashSet<>();
      Set<String> ids = new HashSet<>();
      for (StoredOutcome outcome : outcomes) {
        assertThat(places.add(outcome.label().outcome())).isTrue();
        assertThat(ids.add(outcome.label().id())).isTrue();
      }
      long last = store.read(tx -> tx.models().lock(model));
      assertThat(places).hasSize((int) last);
      // A label whose prediction is there does not go on waiting for it.
      Set<String> waiting = new HashSet<>(labelled);
      waiting.removeAll(ids);
      Set<String> predicted = store.read(tx -> tx.predictions().existing(model, waiting));
      assertThat(predicted).isEmpty();
    }
  }

  /** All that was acknowledged is known, so that nothing is counted. */
  private static void sayAllAgain(ServiceProcess process, Acknowledged acknowledged)
      throws Exception {
    LoadUntilKilled client = new LoadUntilKilled(process.address(), new Acknowledged(), -1);
    List<String> labels = new ArrayList<>(acknowledged.labels());
    for (int from = 0; from < labels.size(); from += 1_000) {
      List<String> some = labels.subList(from, Math.min(labels.size(), from + 1_000));
      assertThat(client.label(some).path("duplicate").asInt()).isEqualTo(some.size());
    }
    List<String> observations = new ArrayList<>(acknowledged.observations());
    for (int from = 0; from < observations.size(); from += 1_000) {
      List<String> some = observations.subList(from, Math.min(observations.size(), from + 1_000));
      assertThat(client.observe(some).path("accepted").asInt()).isZero();
    }
    assertThat(client.metrics())
        .contains(
            "ml_feedback_total{model=\"purchase-intent\",status=\"matched\",version=\"1\"} 0.0",
            "ml_predictions_total{model=\"purchase-intent\",version=\"1\"} 0.0");
  }
}
