package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the wired service tells of its models, and its page of metrics. */
class WholeServiceReportsTest extends WholeServiceFixture {

  @Test
  void servesModelsVersionsAndReports() throws Exception {
    assertThat(live.json("/v1/models").path("models").get(0).path("production").asText())
        .isEqualTo("1");
    assertThat(live.json(MODEL).path("schema").path("features").size()).isEqualTo(9);
    assertThat(live.json(MODEL + "/versions/1").path("baseline").path("rows").asInt())
        .isEqualTo(516);
    assertThat(predict()).isEqualTo(200);
    JsonNode report = live.json(MODEL + "/drift?window=5m");
    assertThat(report.path("window").path("rows").asInt()).isEqualTo(1);
    assertThat(report.path("dataset").path("verdict").asText()).isEqualTo("not-enough-data");
    assertThat(report.path("features").get(0).path("reason").asText()).isEqualTo("too-few-rows");
    assertThat(refused(live.get(MODEL + "/drift?window=7m"), 400)).contains("5m", "1h", "1d");
    assertThat(refused(live.get(MODEL + "/drift?against=nothing"), 400)).contains("against");
    assertThat(refused(live.get("/v1/models?window=5m"), 400)).contains("none is taken here");
    for (String path : new String[] {"/drift", "/performance", "/versions/1/quality"}) {
      assertThat(refused(live.get(MODEL + path + "?windw=5m"), 400))
          .contains("unknown query parameter 'windw'; known: window, against")
          .contains("did you mean 'window'?");
    }
    assertThat(refused(live.get(MODEL + "/drift?against=version:9"), 400)).contains("9");
    refused(live.get(MODEL + "/versions/2"), 404);
    refused(live.get(MODEL + "/versions/2/drift"), 404);
    refused(live.get("/v1/models/..%2f..%2fetc"), 404);
    refused(live.get("/v1/models/nobody/drift"), 404);
  }

  @Test
  void metricsAreServedInBothFormats() throws Exception {
    predict();
    HttpResponse<String> text = live.get("/metrics");
    assertThat(text.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
    assertThat(text.body())
        .contains("ml_predictions_total{model=\"bike-demand\",version=\"1\"} 1.0")
        .contains("process_cpu_seconds_total", "jvm_memory_used_bytes", "ml_gpu_devices 0")
        .contains("ml_schedule_failures_total{schedule=\"registry\"} 0.0")
        .contains("ml_schedule_last_success_timestamp_seconds{schedule=\"windows\"}")
        .contains("ml_schedule_last_success_timestamp_seconds{schedule=\"gpu\"}");
    HttpResponse<String> open = live.get("/metrics", "application/openmetrics-text; version=1.0.0");
    assertThat(open.headers().firstValue("content-type").orElse(""))
        .startsWith("application/openmetrics-text");
    assertThat(open.body()).endsWith("# EOF\n");
  }

  @Test
  void metricsPassPromtool() throws Exception {
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/promtool")), "promtool is not installed");
    predict();
    Process promtool =
        new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true).start();
    try (var in = promtool.getOutputStream()) {
      new ByteArrayInputStream(live.get("/metrics").body().getBytes(StandardCharsets.UTF_8))
          .transferTo(in);
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    promtool.getInputStream().transferTo(said);
    assertThat(promtool.waitFor()).as(said.toString(StandardCharsets.UTF_8)).isZero();
  }
}
