package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.service.app.RunningService;
import com.nextgen.ml.service.app.ServiceSettings;
import com.nextgen.ml.service.cli.command.ExitStatus;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From a scorer's files to a watched model, with a whole service. */
@Timeout(90)
class ObserveCommandTest extends RegistryCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VERSION = "/v1/models/churn/versions/1";
  private final Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);

  private final HttpClient client = HttpClient.newHttpClient();
  private RunningService service;

  @BeforeEach
  void register() {
    Path train = scored("train.csv", 800, 1, "", 0, Instant.EPOCH);
    Path heldOut = scored("heldout.csv", 600, 2, "", 0, Instant.EPOCH);
    assertThat(
            run(
                "register",
                "--registry",
                registry().toString(),
                "--model",
                "churn",
                "--data",
                train.toString(),
                "--validation",
                heldOut.toString(),
                "--target",
                "churned",
                "--features",
                "*",
                "--group",
                "region"))
        .as(err.toString())
        .isEqualTo(ExitStatus.DONE);
  }

  private void start(StoreAddress address) throws Exception {
    ServiceSettings settings = ServiceSettings.of(registry(), "127.0.0.1", 0);
    service =
        RunningService.start(address == null ? settings : settings.withStore(address, "a key"));
    while (!get("/v2/health/ready").equals(JSON.readTree("{\"ready\":true}"))) {
      Thread.onSpinWait();
    }
  }

  private void startWithStore() throws Exception {
    start(StoreAddress.file(folder.resolve("store.db")));
  }

  @AfterEach
  void stop() {
    if (service != null) {
      service.close();
    }
  }

  @Test
  void oldRowsCountInTheHistoryOfTheirTimeAlone() throws Exception {
    startWithStore();
    Instant past = today.minus(Duration.ofDays(10));
    Path file = scored("past.csv", 600, 3, "p", 3, past);
    assertThat(observe(file)).as(err.toString()).isEqualTo(ExitStatus.DONE);
    assertThat(out.toString())
        .contains(
            "600 rows of",
            "observed by churn/1: 600 accepted (600 of them in the history of their time alone),"
                + " 0 duplicate, 0 expired",
            "600 labels: 600 matched, 0 pending");
    assertThat(err.toString())
        .contains(
            "ids from 'id'; predictions from 'prediction'; scores from 'score';"
                + " times from 'timestamp'; labels from 'churned'; groups from 'region'");
    assertThat(rows("/drift?window=5m")).isZero();
    String then = "/drift?from=" + past + "&to=" + past.plus(Duration.ofDays(1));
    JsonNode report = get(VERSION + then);
    assertThat(report.path("window").path("rows").asInt()).isEqualTo(600);
    assertThat(feature(report, "usage").path("verdict").asText()).isEqualTo("drifted");
    assertThat(feature(report, "plan").path("verdict").asText()).isEqualTo("stable");
    assertThat(report.path("prediction").path("verdict").asText()).isNotEqualTo("not-enough-data");
    assertThat(report.path("prediction").path("current").path("count").asInt()).isEqualTo(600);

    out.getBuffer().setLength(0);
    assertThat(observe(file)).isEqualTo(ExitStatus.DONE);
    assertThat(out.toString()).contains("0 accepted, 600 duplicate, 0 expired", "600 duplicate");
    assertThat(rows(then)).isEqualTo(600);
    assertThat(rows("/drift?from=" + past.plus(Duration.ofHours(12)) + "&to=" + today))
        .isBetween(1, 599);
  }

  @Test
  void rowsOlderThanTheRetentionHaveExpired() throws Exception {
    startWithStore();
    Path forgotten = scored("older.csv", 20, 3, "q", 0, today.minus(Duration.ofDays(60)));
    assertThat(observe(forgotten)).as(err.toString()).isEqualTo(ExitStatus.DONE);
    assertThat(out.toString())
        .contains("20 accepted", "20 are older than counts are kept", "20 matched");
    Path file = scored("old.csv", 40, 3, "o", 0, today.minus(Duration.ofDays(200)));
    assertThat(observe(file)).as(err.toString()).isEqualTo(ExitStatus.DONE);
    assertThat(out.toString()).contains(": 0 accepted, 0 duplicate, 40 expired");
    assertThat(rows("/drift?window=5m")).isZero();
  }

  @Test
  void rowsOfNowAreJudgedWithTheirLabels() throws Exception {
    startWithStore();
    Path file = scored("now.csv", 600, 4, "n", 0, null);
    assertThat(observe(file)).as(err.toString()).isEqualTo(ExitStatus.DONE);
    assertThat(out.toString()).contains(": 600 accepted, 0 duplicate, 0 expired");
    assertThat(err.toString()).contains("no times, so that all rows count as of now");
    assertThat(rows("/drift?window=5m")).isEqualTo(600);
    JsonNode report = get(VERSION + "/performance");
    while (report.path("labelled").asInt() < 600) { // after the commit, perhaps after the answer
      report = get(VERSION + "/performance");
    }
    assertThat(report.path("verdict").asText()).isNotEqualTo("not-enough-data");
    assertThat(report.path("baseline").path("metrics").has("auc")).isTrue();
    assertThat(report.path("estimated").path("metrics").has("accuracy")).isTrue();
  }

  @Test
  void saysThatAModelWithScoresGetsNone() throws Exception {
    start(null);
    Path file = file("bare.csv", "id,usage,plan,region,prediction\na,1,basic,x,0\n");
    assertThat(observe(file)).as(err.toString()).isEqualTo(ExitStatus.DONE);
    assertThat(err.toString()).contains("no scores, so that none is watched", "(--score-column)");
  }

  @Test
  void withoutAStoreThereIsNoHistoryForOldRows() throws Exception {
    start(null);
    Path file = scored("past.csv", 30, 3, "p", 0, today.minus(Duration.ofDays(3)));
    assertThat(observe(unlabelled(file))).as(err.toString()).isEqualTo(ExitStatus.DONE);
    assertThat(out.toString()).contains(": 0 accepted, 0 duplicate, 30 expired");
    assertThat(rows("/drift?window=5m")).isZero();
  }

  @Test
  void daysWithoutSeparatorsAreDaysAndSaidToBe() throws Exception {
    startWithStore();
    String day = today.minus(Duration.ofDays(3)).toString().substring(0, 10).replace("-", "");
    String header = "id,usage,plan,region,prediction,score,timestamp\n";
    Path file = file("days.csv", header + "a,1,basic,x,0,0.25," + day + "\n");
    assertThat(observe(file)).as(err.toString()).isEqualTo(ExitStatus.DONE);
    assertThat(out.toString())
        .contains("1 accepted (1 of them in the history of their time alone)");
    assertThat(err.toString()).contains("times as " + day + " are days");
    refused("'20260230' is not a time", header + "b,1,basic,x,0,0.25,20260230\n");
  }

  @Test
  void whatDoesNotFitIsToldWithItsLine() throws Exception {
    startWithStore();
    String header = "id,usage,plan,region,prediction,score,timestamp\n";
    refused("there is no column 'id'", "usage,plan,prediction\n1,a,0\n");
    refused("there is no column 'plan'", "id,usage,prediction\na,1,0\n");
    refused("no column of predictions is found", "id,usage,plan\na,1,basic\n");
    refused(
        "line 3: 'maybe'",
        header
            + "a,1,b,x,0,0.25,\n".replace(",\n", ",2026-01-05\n")
            + "b,1,b,x,maybe,0.25,2026-01-05\n");
    refused("line 2, column 'timestamp': 'soon' is not a time", header + "a,1,b,x,0,0.25,soon\n");
    refused("line 2, column 'id': there is no id", header + ",1,b,x,0,0.25,2026-01-05\n");
    refused("line 2 is '1', and its score 0.25 is under", header + "a,1,b,x,1,0.25,2026-01-05\n");
    assertThat(err.toString()).contains("0 rows before are kept");
  }

  private void refused(String message, String text) {
    err.getBuffer().setLength(0);
    assertThat(observe(file("bad.csv", text))).isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString()).contains(message).doesNotContain("Exception", "com.nextgen");
  }

  private int observe(Path file, String... more) {
    return run(
        Stream.concat(
                Stream.of(
                    "observe",
                    "--model",
                    "churn",
                    "--data",
                    file.toString(),
                    "--url",
                    service.address()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private JsonNode get(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(service.address() + path)).build();
    return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
  }

  private int rows(String query) throws Exception {
    return get(VERSION + query).path("window").path("rows").asInt(-1);
  }

  private static JsonNode feature(JsonNode report, String name) {
    for (JsonNode feature : report.path("features")) {
      if (feature.path("name").asText().equals(name)) {
        return feature;
      }
    }
    throw new AssertionError("no feature " + name);
  }

  private Path unlabelled(Path file) throws Exception {
    return file(
        "unlabelled.csv", java.nio.file.Files.readString(file).replace(",churned", ",other"));
  }

  /**
   * Rows of a scorer.
   *
   * @param shift of the mean of usage
   * @param day on which they were, spread over it; null to say no times
   */
  private Path scored(String name, int rows, long seed, String id, double shift, Instant day) {
    Random random = new Random(seed);
    StringBuilder text =
        new StringBuilder("id,usage,plan,region,prediction,score")
            .append(day == null ? "" : ",timestamp")
            .append(",churned\n");
    for (int i = 0; i < rows; i++) {
      double score = Math.round(1000 * random.nextDouble()) / 1000.0;
      text.append(
          String.format(
              Locale.ROOT,
              "%s-%d,%.3f,%s,%s,%d,%.3f%s,%d%n",
              id,
              i,
              shift + random.nextGaussian(),
              random.nextBoolean() ? "basic" : "full",
              random.nextBoolean() ? "north" : "south",
              score >= 0.5 ? 1 : 0,
              score,
              day == null ? "" : "," + day.plusSeconds(86_399L * i / rows),
              random.nextDouble() < score ? 1 : 0));
    }
    return file(name, text.toString());
  }
}
