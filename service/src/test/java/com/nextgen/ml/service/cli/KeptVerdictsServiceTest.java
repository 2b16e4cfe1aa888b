package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.service.app.RunningService;
import com.nextgen.ml.service.app.ServiceSettings;
import com.nextgen.ml.service.monitor.live.ClockTime;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts over HTTP, of a real model with a store and a clock that the test moves. */
@Timeout(90)
class KeptVerdictsServiceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MODEL = "/v1/models/purchase-intent";
  private static final String VERDICTS = MODEL + "/verdicts";
  private static final String FEATURES =
      "{\"price\":9.5,\"category\":\"toys\",\"device\":\"mobile\",\"country\":\"DE\",\"hour\":9,"
          + "\"basket_size\":2,\"basket_value\":20,\"pages_viewed\":5,\"session_seconds\":300,"
          + "\"discount\":0,\"returning\":true}";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile ClockTime now = new ClockTime(0, Instant.parse("2026-11-23T10:00:00Z"));
  private RunningService service;

  @BeforeEach
  void start() throws Exception {
    service =
        RunningService.start(
            ServiceSettings.of(
                    RegistryCommandsTest.examples().resolve("marketplace/registry"), "127.0.0.1", 0)
                .withStore(StoreAddress.file(folder.resolve("store.db")), null),
            () -> now,
            verdict -> {});
    while (!get("/v2/health/ready").body().equals("{\"ready\":true}")) {
      Thread.onSpinWait();
    }
    service.tick(now);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(service.address() + path)).build(),
        BodyHandlers.ofString());
  }

  private JsonNode json(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private void predict(int rows) throws Exception {
    post("/predict", "instances", i -> "{\"features\":" + FEATURES + "}", rows);
  }

  private void post(String path, String list, IntFunction<String> row, int rows) throws Exception {
    String body =
        IntStream.range(0, rows)
            .mapToObj(row)
            .collect(Collectors.joining(",", "{\"" + list + "\":[", "]}"));
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(service.address() + MODEL + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** Lets five windows of a minute and one of five end; rows, all alike, are in the first. */
  private void fiveMinutes() throws Exception {
    predict(600);
    for (int minute = 0; minute < 5; minute++) {
      now = now.plus(Duration.ofMinutes(1));
      service.tick(now);
    }
    // Of each window that ended drift and quality; performance comes when labels have matured.
    while (list("?limit=100&documents=false").size() < 12) {
      Thread.onSpinWait();
    }
  }

  private List<JsonNode> list(String query) throws Exception {
    List<JsonNode> found = new ArrayList<>();
    json(VERDICTS + query).path("verdicts").forEach(found::add);
    return found;
  }

  private static List<String> texts(List<JsonNode> verdicts, String field) {
    return verdicts.stream().map(verdict -> verdict.path(field).asText()).toList();
  }

  @Test
  void listsVerdictsWithReportsNewestFirst() throws Exception {
    assertThat(json(VERDICTS).toString()).isEqualTo("{\"verdicts\":[]}");
    fiveMinutes();

    List<JsonNode> drift = list("?family=drift");

    assertThat(texts(drift, "family")).containsOnly("drift").hasSize(6);
    assertThat(texts(drift, "to"))
        .isSortedAccordingTo(java.util.Comparator.reverseOrder())
        .startsWith("2026-11-23T10:05:00Z")
        .endsWith("2026-11-23T10:01:00Z");
    JsonNode first = drift.get(5);
    assertThat(first.path("version").asText()).isEqualTo("1");
    assertThat(first.path("window").asText()).isEqualTo("1m");
    assertThat(first.path("from").asText()).isEqualTo("2026-11-23T10:00:00Z");
    assertThat(first.path("judgedAt").asText()).isEqualTo("2026-11-23T10:01:00Z");
    assertThat(first.path("verdict").asText()).isEqualTo("drifted");
    JsonNode report = first.path("document");
    assertThat(report.path("model").asText()).isEqualTo("purchase-intent");
    assertThat(report.path("window").path("rows").asInt()).isEqualTo(600);
    assertThat(report.path("features")).hasSize(11);
    assertThat(report.path("nominal").asBoolean(true)).isFalse();
    assertThat(list("?family=quality").get(0).path("document").has("sinceLoad")).isTrue();
    assertThat(list("?family=fairness")).isEmpty();
    assertThat(list("?family=drift&documents=false"))
        .hasSize(6)
        .noneMatch(verdict -> verdict.has("document") || verdict.has("documentOmitted"));
  }

  @Test
  void aVerdictOnAWindowOfThePastIsMarkedLate() throws Exception {
    post(
        "/versions/1/observations",
        "observations",
        i ->
            "{\"id\":\"late-"
                + i
                + "\",\"features\":"
                + FEATURES
                + ",\"prediction\":\"true\",\"score\":0.9,\"timestamp\":\"2026-11-22T10:00:30Z\"}",
        600);
    fiveMinutes();
    service.takeLabels();

    List<JsonNode> late = list("?family=drift&to=2026-11-23T00:00:00Z");

    assertThat(texts(late, "to")).contains("2026-11-22T10:01:00Z", "2026-11-22T10:05:00Z");
    assertThat(late).allMatch(verdict -> verdict.path("late").asBoolean());
    assertThat(list("?family=drift&from=2026-11-23T00:00:00Z"))
        .hasSize(6)
        .noneMatch(verdict -> verdict.has("late"));
  }

  @Test
  void pagesContinueWhereTheLastEnded() throws Exception {
    fiveMinutes();
    List<JsonNode> all = list("?limit=1000");
    List<JsonNode> paged = new ArrayList<>();
    String before = "";
    int pages = 0;
    while (before != null) {
      JsonNode page = json(VERDICTS + "?limit=5" + before);
      page.path("verdicts").forEach(paged::add);
      before = page.has("next") ? "&before=" + page.path("next").asText() : null;
      pages++;
    }
    assertThat(pages).isEqualTo((all.size() + 4) / 5);
    assertThat(paged).isEqualTo(all).doesNotHaveDuplicates();
  }

  @Test
  void fromIsExclusiveAndToInclusiveOfTheEndsOfWindows() throws Exception {
    fiveMinutes();

    assertThat(
            texts(
                list("?family=drift&from=2026-11-23T10:02:00Z&to=2026-11-23T12:04:00%2B02:00"),
                "to"))
        .containsExactly("2026-11-23T10:04:00Z", "2026-11-23T10:03:00Z");
    assertThat(list("?family=drift&from=2026-11-23T10:04:59.999Z")).hasSize(2);
    assertThat(list("?family=drift&to=2026-11-23T10:01:00Z")).hasSize(1);
    assertThat(list("?from=2031-01-01T00:00:00Z")).isEmpty();
  }

  @Test
  void refusesInvalidParametersByName() throws Exception {
    String[][] refused = {
      {"?family=", "family '' is not one of drift, quality, performance"},
      {"?family=DRIFT", "family 'DRIFT' is not one of"},
      {"?family=drift'%20OR%201=1--", "is not one of"},
      {"?from=yesterday", "'from' must be an RFC 3339 time"},
      {"?to=2026-11-23", "'to' must be an RFC 3339 time"},
      {"?from=0001-01-01T00:00:00Z", "'from' must be"},
      {"?from=2026-11-23T10:00:00Z&to=2026-11-23T10:00:00Z", "'from' must be before 'to'"},
      {"?from=2026-11-24T10:00:00Z&to=2026-11-23T10:00:00Z", "'from' must be before 'to'"},
      {"?limit=0", "'limit' must be a whole number from 1 to 1000"},
      {"?limit=-1", "'limit'"},
      {"?limit=1001", "'limit'"},
      {"?limit=99999999999999999999", "'limit'"},
      {"?limit=1e2", "'limit'"},
      {"?limit=", "'limit'"},
      {"?limit=%D9%A3", "'limit'"},
      {"?before=x", "'before' must be what 'next'"},
      {"?before=1-2-3", "'before'"},
      {"?before=9999999999999999999-1", "'before'"},
      {"?documents=yes", "'documents' must be true or false"},
      {
        "?familly=drift",
        "unknown query parameter 'familly'; known: family, from, to, limit, before, documents;"
            + " did you mean 'family'?"
      },
      {"?family=drift&window=5m", "unknown query parameter 'window'"},
      {"?family=drift&family=quality", "'family' is given more than once"},
      {"?" + URLEncoder.encode("a\nb\"<script>", StandardCharsets.UTF_8) + "=1", "unknown query"},
    };
    for (String[] question : refused) {
      HttpResponse<String> answer = get(VERDICTS + question[0]);
      assertThat(answer.statusCode()).as(question[0] + answer.body()).isEqualTo(400);
      assertThat(JSON.readTree(answer.body()).path("detail").asText()).contains(question[1]);
      assertThat(answer.body()).doesNotContain("Exception", "com.nextgen");
    }
    assertThat(get("/v1/models/unknown/verdicts").statusCode()).isEqualTo(404);
    assertThat(get("/v1/models/%27%3B--/verdicts").statusCode()).isEqualTo(404);
    assertThat(get(VERDICTS + "?before=0-0").body()).isEqualTo("{\"verdicts\":[]}");
  }

  @Test
  void verdictsAndGaugesSurviveARestart() throws Exception {
    fiveMinutes();
    List<JsonNode> kept = list("?family=drift");
    JsonNode judged = json(MODEL + "/versions/1").path("judged");
    List<String> gauges = gauges();
    assertThat(judged).hasSize(2);
    assertThat(gauges)
        .anyMatch(line -> line.contains("feature=\"price\"") && line.endsWith(" 1.0"));

    service.close();
    start();
    assertThat(gauges()).isEmpty();
    service.takeLabels();

    assertThat(list("?family=drift")).isEqualTo(kept);
    assertThat(json(MODEL + "/versions/1").path("judged")).isEqualTo(judged);
    assertThat(gauges()).isEqualTo(gauges);
  }

  /** The verdicts as a scrape shows them. */
  private List<String> gauges() throws Exception {
    return get("/metrics")
        .body()
        .lines()
        .filter(
            line ->
                line.matches(
                    "ml_(input_feature|prediction|multivariate|dataset)_drift_"
                        + "(detected|ratio)\\{.*purchase-intent.*|ml_data_quality_drifted.*purchase-intent.*"))
        .sorted()
        .toList();
  }

  @Test
  void saysThatNothingIsKeptWithoutAStore(@TempDir Path other) throws Exception {
    try (LiveService live = new LiveService(other, "marketplace")) {
      HttpResponse<String> answer = live.get(VERDICTS);
      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.body()).contains("verdicts are not kept", "--store none");
      assertThat(live.get(VERDICTS + "?x=1").statusCode()).isEqualTo(400);
    }
  }
}
