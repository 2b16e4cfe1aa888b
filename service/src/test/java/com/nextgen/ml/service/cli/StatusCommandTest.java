package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.service.app.RunningService;
import com.nextgen.ml.service.app.ServiceSettings;
import com.nextgen.ml.service.monitor.kind.Checks;
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
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The state of all versions and reports as people read them, of a real service. */
@Timeout(120)
class StatusCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant START = Instant.parse("2026-11-02T10:00:00Z");
  private static final String MODEL = "/v1/models/purchase-intent";
  private static final String ROW =
      "{\"features\":{\"price\":9.5,\"category\":\"toys\",\"device\":\"mobile\",\"country\":\"DE\","
          + "\"hour\":9,\"basket_size\":2,\"basket_value\":20,\"pages_viewed\":5,"
          + "\"session_seconds\":300,\"discount\":0,\"returning\":true}}";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicReference<ClockTime> now = new AtomicReference<>(new ClockTime(0, START));
  private RunningService service;

  @BeforeEach
  void start() throws Exception {
    Path registry = folder.resolve("registry");
    Path example = RegistryCommandsTest.examples().resolve("marketplace/registry");
    try (Stream<Path> files = Files.walk(example.resolve("purchase-intent"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path to = registry.resolve(example.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
    Path policy = registry.resolve("purchase-intent/model.yaml");
    Files.writeString(policy, Files.readString(policy).replace("[1m, 5m]", "[5m]"));
    Path broken = registry.resolve("a-broken-one");
    Files.createDirectories(broken.resolve("versions/4"));
    Files.writeString(broken.resolve("versions/4/model.onnx"), "no model");
    Files.writeString(
        broken.resolve("model.yaml"),
        "name: a-broken-one\ntask: regression\nfeatures: [{name: x, type: numeric}]\n");
    service = running(registry);
    storeIsOpen();
    at(START);
  }

  private RunningService running(Path registry) throws Exception {
    return RunningService.start(
        ServiceSettings.of(registry, "127.0.0.1", 0)
            .withStore(StoreAddress.file(folder.resolve("store.db")), "a key"),
        now::get,
        verdict -> {});
  }

  private void storeIsOpen() throws Exception {
    while (send("GET", MODEL + "/drift", "").statusCode() == 503) {
      Thread.sleep(5);
    }
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

  private JsonNode get(String path) throws Exception {
    return JSON.readTree(send("GET", path, "").body());
  }

  /** Equal rows, which are unlike the baseline's, in each of so many windows. */
  private void windows(int from, int to) throws Exception {
    String rows = String.join(",", Collections.nCopies(600, ROW));
    for (int window = from; window < to; window++) {
      HttpResponse<String> answer =
          send("POST", MODEL + "/predict", "{\"instances\":[" + rows + "]}");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      at(START.plusSeconds(300L * window + 240));
      at(START.plusSeconds(300L * (window + 1)));
    }
  }

  private static JsonNode version(JsonNode status, String model) {
    for (JsonNode version : status.path("versions")) {
      if (version.path("model").asText().equals(model)) {
        return version;
      }
    }
    throw new AssertionError(model + " is not in " + status);
  }

  private record Ran(int status, String out, String err) {}

  private Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    return new Ran(status, out.toString(), err.toString());
  }

  @Test
  void whatFailsComesFirstThenWhatHasDriftedWithSinceAndWhy() throws Exception {
    windows(0, 2);
    JsonNode status = get("/v1/status");

    JsonNode first = status.path("versions").path(0);
    assertThat(first.path("model").asText()).isEqualTo("a-broken-one");
    assertThat(first.path("state").asText()).isEqualTo("failed");
    assertThat(first.path("problem").asText()).isNotEmpty();
    assertThat(first.has("traffic")).isFalse();
    JsonNode version = version(status, "purchase-intent");
    assertThat(version.path("state").asText()).isEqualTo("drifted");
    assertThat(version.path("aliases").path(0).asText()).isEqualTo("production");
    assertThat(version.path("traffic").path("rows").asLong()).isEqualTo(1_200);
    assertThat(version.path("traffic").has("lastPrediction")).isTrue();
    assertThat(version.has("lastLabel")).isFalse();
    assertThat(version.path("drift").path("verdict").asText()).isEqualTo("drifted");
    assertThat(version.path("drift").path("why").asText()).contains("more");
    for (String family : List.of("quality", "performance")) {
      assertThat(version.path(family).path("verdict").asText()).as(family).isNotEmpty();
    }
    assertThat(version.path("performance").path("why").asText())
        .isEqualTo("no window was judged yet");
  }

  @Test
  void sinceIsTheBeginOfTheFirstWindowThatWasJudgedAlikeAlsoAfterARestart() throws Exception {
    windows(0, 3);
    while (get(MODEL + "/verdicts?family=drift&limit=1000").path("verdicts").size() < 3) {
      Thread.sleep(5); // the store is written beside
    }
    JsonNode before = version(get("/v1/status"), "purchase-intent").path("drift");
    assertThat(before.path("since").asText()).isEqualTo("2026-11-02T10:00:00Z");
    service.close();
    service = running(folder.resolve("registry"));
    storeIsOpen();
    at(now.get().wall());
    service.takeLabels();

    JsonNode after = version(get("/v1/status"), "purchase-intent").path("drift");

    assertThat(after.path("verdict").asText()).isEqualTo("drifted");
    assertThat(after.path("since").asText()).isEqualTo("2026-11-02T10:00:00Z");
  }

  @Test
  void theCommandPrintsTheScreenAndSaysWhatItCannot() throws Exception {
    windows(0, 1);
    String url = "--url=" + service.address();
    Ran all = run("status", url);
    assertThat(all.err()).isEmpty();
    assertThat(all.status()).isZero();
    assertThat(all.out().lines().toList())
        .anyMatch(line -> line.contains("2 versions, 1 failed, 1 drifted"))
        .anyMatch(line -> line.matches("model +version +state +drift +quality .*"))
        .anyMatch(line -> line.matches("purchase-intent +\\d+ production +drifted +drifted .*"))
        .anyMatch(line -> line.startsWith("a-broken-one version 4: "));
    assertThat(all.out()).doesNotContain("\u001b");

    Ran one = run("status", "--model=purchase-intent", url);
    assertThat(one.out()).contains("1 version, 1 drifted").doesNotContain("a-broken-one");
    Ran unknown = run("status", "--model=nobody", url);
    assertThat(unknown.status()).isEqualTo(3);
    assertThat(unknown.err()).contains("there is no model 'nobody'");
    assertThat(run("status", "--modle=x", url).status()).isEqualTo(2);
    assertThat(run("status", "--url=http://127.0.0.1:1").status()).isEqualTo(3);
  }

  @Test
  void troubleIsColouredWhereverItStandsAndNamesAreNot() {
    assertThat(StatusCommand.coloured("m  drifted  not-drifted failed-model failed\n"))
        .isEqualTo(
            "m  \u001b[1;31mdrifted\u001b[0m  not-drifted failed-model \u001b[1;31mfailed\u001b[0m\n");
  }

  @Test
  void watchingEndsWithItsThread() throws Exception {
    StringWriter out = new StringWriter();
    Thread watching =
        new Thread(
            () ->
                Main.run(
                    new String[] {"status", "--watch", "--url=" + service.address()},
                    new PrintWriter(out, true),
                    new PrintWriter(out, true)));
    watching.start();
    while (!out.toString().contains("purchase-intent")) {
      Thread.sleep(5);
    }
    watching.interrupt();
    watching.join();
    assertThat(out.toString()).contains("a-broken-one");
  }

  @Test
  void everyReportIsAlsoAShortTextThatBeginsWithItsVerdict() throws Exception {
    windows(0, 1);
    for (String path : Stream.concat(Checks.paths().stream(), Stream.of("concept")).toList()) {
      HttpResponse<String> text = send("GET", MODEL + "/" + path + "?format=text", "");
      assertThat(text.statusCode()).as(text.body()).isEqualTo(200);
      assertThat(text.headers().firstValue("content-type").orElseThrow())
          .isEqualTo("text/plain; charset=utf-8");
      JsonNode json = get(MODEL + "/" + path + "?format=json");
      String verdict = json.path("verdict").asText();
      assertThat(text.body())
          .startsWith(path.equals("drift") ? "drifted: " : verdict)
          .contains("purchase-intent version 1")
          .endsWith("\n");
      HttpResponse<String> unknown = send("GET", MODEL + "/" + path + "?format=xml", "");
      assertThat(unknown.statusCode()).isEqualTo(400);
      assertThat(unknown.body()).contains("format 'xml' is not one of json, text");
    }
    String drift = send("GET", MODEL + "/drift?format=text", "").body();
    assertThat(drift).contains("column ", "PSI", "what changed", "600 rows");
    String performance = send("GET", MODEL + "/performance?format=text", "").body();
    assertThat(performance).contains("metric ", "accuracy ", "0 labelled", "estimated");
    assertThat(send("GET", "/v1/status?format=csv", "").statusCode()).isEqualTo(400);
    assertThat(send("GET", "/v1/status?formt=text", "").body()).contains("did you mean 'format'");
  }
}
