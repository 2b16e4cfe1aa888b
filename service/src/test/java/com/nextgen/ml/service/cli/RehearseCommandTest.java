package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.service.app.RunningService;
import com.nextgen.ml.service.app.ServiceSettings;
import com.nextgen.ml.service.monitor.live.ClockTime;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kept counts of a whole service whose time the test moves: reports of the past, rehearsals. */
@Timeout(90)
class RehearseCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant START = Instant.parse("2026-11-02T10:00:00Z");
  private static final String MODEL = "/v1/models/purchase-intent";
  private static final String ROW =
      "{\"features\":{\"price\":9.5,\"category\":\"toys\",\"device\":\"mobile\",\"country\":\"DE\","
          + "\"hour\":9,\"basket_size\":2,\"basket_value\":20,\"pages_viewed\":5,"
          + "\"session_seconds\":300,\"discount\":0,\"returning\":true}}";
  private static final String POLICY = "monitoring:\n  windows: [5m]\n  minimum-rows: 200\n";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicReference<ClockTime> now = new AtomicReference<>(new ClockTime(0, START));
  private RunningService service;

  @BeforeEach
  void start() throws Exception {
    Path registry = RegistryCommandsTest.examples().resolve("marketplace/registry");
    service =
        RunningService.start(
            ServiceSettings.of(registry, "127.0.0.1", 0)
                .withStore(StoreAddress.file(folder.resolve("store.db")), "a key"),
            now::get,
            verdict -> {});
    while (!send("GET", "/v2/health/ready", "").body().equals("{\"ready\":true}")) {
      Thread.sleep(5);
    }
    at(START);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private void at(Instant wall) {
    now.updateAndGet(before -> before.plus(Duration.between(before.wall(), wall)));
    service.tick(now.get());
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(service.address() + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  /** Three windows of 300 equal rows, which are unlike the baseline's. */
  private void threeWindows() throws Exception {
    String rows = String.join(",", Collections.nCopies(300, ROW));
    for (int window = 1; window <= 3; window++) {
      HttpResponse<String> answer =
          send("POST", MODEL + "/predict", "{\"instances\":[" + rows + "]}");
      assertThat(answer.statusCode()).isEqualTo(200);
      at(START.plusSeconds(300L * window - 60));
      at(START.plusSeconds(300L * window));
    }
    at(START.plusSeconds(960));
    JsonNode report = past("2026-11-02T10:00:00Z", "2026-11-02T10:16:00Z");
    while (report.path("window").path("rows").asInt() < 900) { // the store is written beside
      Thread.sleep(10);
      report = past("2026-11-02T10:00:00Z", "2026-11-02T10:16:00Z");
    }
  }

  private JsonNode past(String from, String to) throws Exception {
    return JSON.readTree(send("GET", MODEL + "/drift?from=" + from + "&to=" + to, "").body());
  }

  private int run(StringWriter out, StringWriter err, String... arguments) {
    return Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
  }

  @Test
  void listsTheAlarmsOfAPolicy() throws Exception {
    threeWindows();
    Path policy = Files.writeString(folder.resolve("new.yaml"), POLICY);
    Path json = folder.resolve("answer.json");
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();

    int status =
        run(
            out,
            err,
            "rehearse",
            "--model=purchase-intent",
            "--policy=" + policy,
            "--last=30d",
            "--url=" + service.address(),
            "--json=" + json);

    assertThat(err.toString()).isEmpty();
    assertThat(status).isZero();
    assertThat(out.toString())
        .contains("counts kept since 2026-11-02T10:00", "Alarms of 5m:", "smallest shift seen");
    JsonNode window = JSON.readTree(Files.readString(json)).path("windows").path(0);
    assertThat(window.path("looks").asInt()).isEqualTo(3);
    assertThat(window.path("looksWithEnoughData").asInt()).isEqualTo(3);
    assertThat(window.path("alarmCount").asInt()).isEqualTo(3);
    assertThat(window.path("medianRows").asInt()).isEqualTo(300);
    assertThat(window.path("alarms").path(0).path("from").asText())
        .isEqualTo("2026-11-02T10:00:00Z");
    assertThat(window.path("alarms").path(0).path("drifted")).isNotEmpty();
    assertThat(window.path("smallestShifts").path(0).path("psi").asDouble())
        .isGreaterThanOrEqualTo(0.2);
    String more = POLICY.replace("200", "301");
    JsonNode stricter =
        JSON.readTree(send("POST", MODEL + "/versions/1/rehearsal?last=1h", more).body());
    assertThat(stricter.path("windows").path(0).path("looksWithEnoughData").asInt()).isZero();
    assertThat(stricter.path("windows").path(0).path("alarms")).isEmpty();
  }

  @Test
  void saysThatNothingIsKept() throws Exception {
    Path policy = Files.writeString(folder.resolve("new.yaml"), POLICY);
    StringWriter out = new StringWriter();

    int status =
        run(
            out,
            new StringWriter(),
            "rehearse",
            "--model=purchase-intent",
            "--policy=" + policy,
            "--url=" + service.address());

    assertThat(status).isZero();
    assertThat(out.toString()).contains("nothing to rehearse on");
    HttpResponse<String> past =
        send("GET", MODEL + "/drift?from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z", "");
    assertThat(past.statusCode()).isEqualTo(410);
  }

  @Test
  void refusesAnInvalidPolicyByKey() throws Exception {
    String path = MODEL + "/rehearsal";
    assertThat(send("POST", path, "monitoring:\n  windws: [5m]\n").body())
        .contains("\"status\":400", "line 2", "monitoring.windws is not known");
    assertThat(send("POST", path, "monitoring:\n  features: {prize: {psi: 0.3}}\n").body())
        .contains("\"status\":400", "prize");
    assertThat(send("POST", path, "name: x\n").body())
        .contains("\"status\":400", "monitoring is missing");
    assertThat(send("POST", path, "").statusCode()).isEqualTo(400);
    assertThat(send("POST", path, "[1, 2").statusCode()).isEqualTo(400);
    assertThat(send("POST", path + "?last=soon", POLICY).body()).contains("last: ", "soon");
    assertThat(send("POST", path + "?last=0s", POLICY).statusCode()).isEqualTo(400);
    assertThat(send("POST", "/v1/models/absent/rehearsal", POLICY).statusCode()).isEqualTo(404);
  }

  @Test
  void reportsOnThePastUseKeptCounts() throws Exception {
    threeWindows();
    JsonNode report = past("2026-11-02T10:05:00Z", "2026-11-02T10:10:00Z");
    assertThat(report.path("window").path("rows").asInt()).isEqualTo(300);
    assertThat(report.path("window").path("name").asText()).isEqualTo("5m");
    assertThat(report.path("nominal").asBoolean()).isTrue();
    JsonNode quiet = past("2026-11-02T10:15:00Z", "2026-11-02T10:16:00Z");
    assertThat(quiet.path("window").path("rows").asInt()).isZero();
    assertThat(quiet.toString()).contains("not-enough-data");

    String path = MODEL + "/drift?";
    String to = "to=2026-11-02T10:10:00Z";
    assertThat(send("GET", path + "from=2026-11-02T09:00:00Z&" + to, "").statusCode())
        .isEqualTo(410);
    assertThat(send("GET", path + to, "").statusCode()).isEqualTo(400);
    assertThat(send("GET", path + "from=2026-11-02T10:05:00Z", "").statusCode()).isEqualTo(400);
    assertThat(send("GET", path + "from=2026-11-02T10:10:00Z&" + to, "").statusCode())
        .isEqualTo(400);
    assertThat(send("GET", path + "from=yesterday&" + to, "").body()).contains("RFC 3339");
    assertThat(send("GET", path + "from=2026-11-02T10:05:00Z&window=5m&" + to, "").statusCode())
        .isEqualTo(400);
    assertThat(
            send("GET", path + "from=2027-11-02T10:05:00Z&to=9999-11-02T10:05:00Z", "")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void qualityReportsOnThePastUseKeptCounts() throws Exception {
    threeWindows();
    String path = MODEL + "/quality?";
    String past = "from=2026-11-02T10:05:00Z&to=2026-11-02T10:10:00Z";
    JsonNode report = JSON.readTree(send("GET", path + past, "").body());
    assertThat(report.path("window").path("rows").asInt()).isEqualTo(300);
    assertThat(report.path("window").path("name").asText()).isEqualTo("5m");
    assertThat(report.path("features").path(0).path("checks").path(0).path("rows").asInt())
        .isEqualTo(300);

    assertThat(send("GET", path + past.replace("10:05", "09:00"), "").statusCode()).isEqualTo(410);
    assertThat(send("GET", path + past + "&window=5m", "").statusCode()).isEqualTo(400);
    assertThat(send("GET", path + "to=2026-11-02T10:10:00Z", "").statusCode()).isEqualTo(400);
    assertThat(send("GET", path + "against=previous", "").body())
        .contains("\"status\":400", "against");
  }

  @Test
  void performanceOfThePastSaysWhatIsExpectedOfItWithoutLabels() throws Exception {
    threeWindows();
    String past = "from=2026-11-02T10:05:00Z&to=2026-11-02T10:10:00Z";
    JsonNode report = JSON.readTree(send("GET", MODEL + "/performance?" + past, "").body());
    assertThat(report.path("window").path("rows").asInt()).isEqualTo(300);
    assertThat(report.path("labelled").asInt()).isZero();
    assertThat(report.path("reason").asText()).isEqualTo("too-few-labels");
    assertThat(report.path("estimated").path("metrics").path("accuracy").asDouble())
        .isBetween(0.5, 0.7);
    assertThat(report.path("baseline").path("labelled").asInt()).isEqualTo(8_000);
  }
}
