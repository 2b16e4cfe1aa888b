package com.nextgen.ml.service.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.service.app.RunningService;
import com.nextgen.ml.service.app.ServiceSettings;
import com.nextgen.ml.service.cli.client.Paths;
import com.nextgen.ml.service.cli.client.ServiceClient;
import com.nextgen.ml.service.monitor.live.ClockTime;
import com.nextgen.ml.service.store.PostgresServer;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Labels that come late, through a whole service with a real model, on a simulated clock. */
@Timeout(120)
class ConceptDriftTest {
  private static final String MODEL = "purchase-intent";
  private static final Duration STEP = Duration.ofSeconds(30);

  private final SimulatedTime time =
      new SimulatedTime(new ClockTime(0, Instant.parse("2026-11-01T10:00:00Z")));
  private final Simulation sessions = new Sessions(new Draws(new SplittableRandom(5)));

  @Test
  void findsAChangedConceptOnceDespiteRestarts(@TempDir Path folder) throws Exception {
    StoreAddress store = StoreAddress.file(folder.resolve("store.db"));
    try (RunningService service = start(marketplace(), store)) {
      assertThat(concept(service)).contains("\"too-few-labels\"");
      play(service, Phase.NORMAL, 10);
      assertThat(concept(service)).startsWith("{\"verdict\":\"stable\"").contains("\"alarms\":0");
      assertThat(metrics(service))
          .contains("ml_concept_drift_detected{detector=\"e-detector\",model=\"purchase-intent\"");
      play(service, Phase.OTHER_CONCEPT, 15);
    }
    String after;
    JsonNode alarms;
    try (RunningService service = start(marketplace(), store)) {
      after = concept(service);
      assertThat(after)
          .startsWith("{\"verdict\":\"drifted\",\"cause\":\"concept-or-calibration\"")
          .contains("\"feature\":\"category\",\"range\":\"electronics\"")
          .contains("\"lastAlarm\":\"2026-11-01T");
      assertThat(metrics(service))
          .containsPattern("ml_concept_drift_alarms_total\\{[^}]*purchase-intent[^}]*} [1-9]")
          .containsPattern("ml_concept_drift_detected\\{[^}]*purchase-intent[^}]*} 1");
      service.takeLabels();
      assertThat(concept(service)).as("nothing is taken twice").isEqualTo(after);
      alarms = alarms(service);
      assertThat(alarms.path("verdicts").size())
          .as("what both detectors find at one cluster is one alarm")
          .isBetween((raised(after) + 1) / 2, raised(after))
          .isPositive();
      JsonNode last = alarms.path("verdicts").get(0);
      assertThat(last.path("verdict").asText()).isEqualTo("drifted");
      assertThat(after).contains("\"lastAlarm\":" + last.path("to"));
      assertThat(last.has("window")).isFalse();
      assertThat(last.path("document").path("cause").asText()).isEqualTo("concept-or-calibration");
      assertThat(last.path("document").path("where").path("range").asText())
          .isEqualTo("electronics");
    }
    // Detectors that have seen nothing yet say the same of the same log.
    forget(store);
    try (RunningService service = start(marketplace(), store)) {
      assertThat(concept(service)).isEqualTo(after);
      assertThat(alarms(service)).as("each alarm is kept once").isEqualTo(alarms);
    }
  }

  @Test
  void anotherReplicaContinuesTheDetectors() throws Exception {
    StoreAddress store = PostgresServer.shared().newDatabase();
    try (RunningService second = start(marketplace(), store)) {
      try (RunningService first = start(marketplace(), store)) {
        play(first, Phase.NORMAL, 7);
        play(second, Phase.NORMAL, 3);
        takenBy(800, first, second);
        assertThat(concept(first)).isEqualTo(concept(second)).contains("\"alarms\":0");
      }
      play(second, Phase.OTHER_CONCEPT, 11);
      takenBy(1800, second);
      assertThat(concept(second)).startsWith("{\"verdict\":\"drifted\"").contains("electronics");
    }
    String after;
    try (RunningService third = start(marketplace(), store)) {
      takenBy(1800, third);
      after = concept(third);
    }
    forget(store);
    try (RunningService alone = start(marketplace(), store)) {
      takenBy(1800, alone);
      assertThat(concept(alone)).as("as one that was never stopped").isEqualTo(after);
    }
  }

  /** Until all of them show that so many labels were taken. */
  private void takenBy(int labels, RunningService... services) throws Exception {
    String shown = "\"labels\":" + labels + ",";
    for (boolean all = false; !all; ) {
      all = true;
      for (RunningService service : services) {
        service.tick(time.now()); // takes or renews the lease
        service.takeLabels();
        all &= concept(service).contains(shown);
      }
      Thread.sleep(10);
    }
  }

  @Test
  void labelsWaitUntilTheyHaveMatured(@TempDir Path folder) throws Exception {
    Path registry = copy(folder, "label-delay: 30s", "label-delay: 1h");
    try (RunningService service = start(registry, StoreAddress.file(folder.resolve("store.db")))) {
      play(service, Phase.NORMAL, 6);
      assertThat(concept(service)).contains("\"too-few-labels\"", "\"labels\":0");
      time.pass(Duration.ofHours(1));
      service.takeLabels();
      assertThat(concept(service)).contains("\"verdict\":\"stable\"", "\"labels\":500");
    }
  }

  @Test
  void estimatesTheLabelRateFromTheFirstDay(@TempDir Path folder) throws Exception {
    Path registry = copy(folder, "  labels-per-day: 5000\n", "");
    try (RunningService service = start(registry, StoreAddress.file(folder.resolve("store.db")))) {
      play(service, Phase.NORMAL, 7);
      assertThat(concept(service)).contains("\"unknown-label-rate\"");
      time.pass(Duration.ofDays(1));
      service.takeLabels();
      // 600 labels a day, 30 days, a sixth of one alarm, of which errors have four fifths.
      assertThat(concept(service))
          .contains("\"threshold\":135000.0", "\"threshold\":540000.0", "\"labels\":600");
    }
  }

  @Test
  void hasNoVerdictWithoutHeldOutPerformance(@TempDir Path folder) throws Exception {
    Path registry = copy(folder, "", "");
    Path baseline = registry.resolve(MODEL + "/versions/1/baseline.json");
    Files.writeString(
        baseline,
        Files.readString(baseline).replaceFirst("\"inSample\"\\s*:\\s*false", "\"inSample\":true"));
    try (RunningService service = start(registry, StoreAddress.file(folder.resolve("store.db")))) {
      play(service, Phase.NORMAL, 3);
      assertThat(concept(service))
          .isEqualTo(
              "{\"verdict\":\"not-enough-data\",\"reason\":\"no-validation\",\"detectors\":[]}");
      assertThat(metrics(service))
          .doesNotContainPattern("ml_concept_drift[^{]*\\{[^}]*purchase-intent");
    }
  }

  private RunningService start(Path registry, StoreAddress store) throws Exception {
    RunningService service =
        RunningService.start(
            ServiceSettings.of(registry, "127.0.0.1", 0).withStore(store, null),
            time::now,
            verdict -> {});
    ServiceClient client = new ServiceClient(URI.create(service.address()));
    while (!client.text("/v2/health/ready").equals("{\"ready\":true}")) { // and the store too
      Thread.sleep(5);
    }
    service.takeLabels();
    return service;
  }

  /** A hundred rows a step; the truths of each are known a step later. */
  private void play(RunningService service, Phase phase, int steps) throws Exception {
    Traffic traffic = new Traffic(new ServiceClient(URI.create(service.address())));
    for (int step = 0; step < steps; step++) {
      traffic.send(sessions, phase, 100);
      time.pass(STEP);
      traffic.pass(STEP);
      if (step < steps - 1) { // the last ones' truth is never known
        traffic.tellTruths(sessions);
      }
      service.takeLabels();
    }
  }

  private static String concept(RunningService service) throws Exception {
    return new ServiceClient(URI.create(service.address())).text(Paths.model(MODEL) + "/concept");
  }

  private static JsonNode alarms(RunningService service) throws Exception {
    return new ServiceClient(URI.create(service.address()))
        .get(Paths.model(MODEL) + "/verdicts?family=concept");
  }

  /** How many alarms the detectors that raise them say they raised. */
  private static int raised(String concept) throws Exception {
    int alarms = 0;
    for (JsonNode detector : new ObjectMapper().readTree(concept).path("detectors")) {
      alarms += detector.path("alarms").asInt();
    }
    return alarms;
  }

  private static String metrics(RunningService service) throws Exception {
    return new ServiceClient(URI.create(service.address())).text("/metrics");
  }

  private static void forget(StoreAddress store) throws Exception {
    Properties credentials = new Properties();
    credentials.putAll(store.credentials());
    try (Connection connection = DriverManager.getConnection(store.url(), credentials);
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("DELETE FROM concept_states")).isPositive();
    }
  }

  private static Path copy(Path folder, String in, String out) throws IOException {
    Path from = marketplace();
    Path to = folder.resolve("registry");
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
    Path yaml = to.resolve(MODEL + "/model.yaml");
    Files.writeString(yaml, Files.readString(yaml).replace(in, out));
    return to;
  }

  private static Path marketplace() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(at.resolve("examples/marketplace"))) {
      at = at.getParent();
    }
    return at.resolve("examples/marketplace/registry");
  }
}
