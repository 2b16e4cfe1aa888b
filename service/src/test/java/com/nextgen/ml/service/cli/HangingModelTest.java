package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.app.LocalRegistry;
import com.nextgen.ml.service.app.RunningService;
import com.nextgen.ml.service.app.ServiceSettings;
import com.nextgen.ml.service.inference.SlowModels;
import com.nextgen.ml.service.inference.loading.LoadSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Models whose predictions take long, or do not end at all, beside one that does nothing wrong. */
@Timeout(120)
@Tag("slow")
class HangingModelTest {
  @TempDir Path folder;
  private Path registry;

  @BeforeEach
  void models() throws Exception {
    registry = Files.createDirectory(folder.resolve("registry"));
    var models = LocalRegistry.open(registry);
    models.addVersion(SlowModels.schema("loop"), SlowModels.loop(), null);
    models.addVersion(SlowModels.schema("good"), SlowModels.loop(), null);
    models.addVersion(SlowModels.schema("kernel"), SlowModels.kernel(), null);
  }

  private RunningService start(String requestTimeout) throws Exception {
    return RunningService.start(
        new ServiceSettings(
            registry,
            "127.0.0.1",
            0,
            2,
            64,
            Duration.ofMillis(50),
            Duration.ofSeconds(6),
            null,
            true,
            LoadSettings.DIRECT,
            Map.of("ml.http.request-timeout", requestTimeout, RunningService.METRICS_PORT, 0)));
  }

  private static HttpResponse<String> get(String url) throws Exception {
    // Another connection each, so that all event loops are asked.
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  private static HttpRequest predict(String address, String model, double rounds) {
    return HttpRequest.newBuilder(URI.create(address + "/v1/models/" + model + "/predict"))
        .header("Content-Type", "application/json")
        .POST(
            BodyPublishers.ofString(
                "{\"instances\":[{\"features\":{\"rounds\":" + rounds + ",\"x\":5}}]}"))
        .build();
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  /** So many quick predictions that the next is made on the event loop. */
  private static void prove(String address, String model) throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(send(predict(address, model, 1)).statusCode()).isEqualTo(200);
    }
  }

  private static List<CompletableFuture<HttpResponse<String>>> hang(String address, String model) {
    List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      calls.add(
          HttpClient.newHttpClient()
              .sendAsync(predict(address, model, SlowModels.FOR_EVER), BodyHandlers.ofString()));
    }
    return calls;
  }

  @Test
  void hangingCallsDoNotBlockOthers() throws Exception {
    RunningService service = start("1h");
    String address = service.address();
    prove(address, "loop");
    var hanging = hang(address, "loop");
    for (int i = 0; i < 8; i++) {
      assertThat(get(address + "/v2/health/live").statusCode()).isEqualTo(200);
      assertThat(get(address + "/v2/health/ready").statusCode()).isEqualTo(200);
      assertThat(get(address + "/metrics").statusCode()).isEqualTo(200);
      assertThat(get(service.metricsAddress() + "/v2/health/live").statusCode()).isEqualTo(200);
      assertThat(get(service.metricsAddress() + "/v2/health/ready").statusCode()).isEqualTo(200);
      assertThat(get(service.metricsAddress() + "/metrics").body()).contains("ml_model_version");
      // The first ones need threads of the pool, beside those that hang.
      assertThat(send(predict(address, "good", 1)).body()).contains("\"prediction\":5.0");
    }
    assertThat(hanging).noneMatch(CompletableFuture::isDone);
    service.close();
  }

  @Test
  void uninterruptibleKernelsDoNotBlockEventLoops() throws Exception {
    try (RunningService service = start("300ms")) {
      String address = service.address();
      prove(address, "kernel"); // as short as these runs were, others take longer
      for (int i = 0; i < 8; i++) {
        var unused =
            HttpClient.newHttpClient()
                .sendAsync(
                    predict(address, "kernel", SlowModels.SOME_SECONDS), BodyHandlers.discarding());
      }
      LiveService.await(
          "a stuck run",
          () ->
              get(service.metricsAddress() + "/metrics")
                  .body()
                  .matches(
                      "(?s).*ml_inference_stuck_runs\\{model=\"kernel\",version=\"1\"} [1-9].*"));
      assertThat(get(address + "/v2/health/live").statusCode()).isEqualTo(200);
      assertThat(send(predict(address, "good", 1)).statusCode()).isEqualTo(200);
      assertThat(get(address + "/metrics").body())
          .as("the kernels run still")
          .doesNotContain("ml_inference_stuck_runs{model=\"kernel\",version=\"1\"} 0.0");
    }
  }

  @Test
  void aTimeoutIs504InTheFormatOfTheRoute() throws Exception {
    try (RunningService service = start("500ms")) {
      String address = service.address();
      HttpResponse<String> named = send(predict(address, "loop", SlowModels.FOR_EVER));
      assertThat(named.statusCode()).isEqualTo(504);
      assertThat(named.body()).contains("\"status\":504", "\"detail\":\"no answer within 500 ms\"");
      HttpResponse<String> open =
          send(
              HttpRequest.newBuilder(URI.create(address + "/v2/models/loop/infer"))
                  .header("Content-Type", "application/json")
                  .POST(
                      BodyPublishers.ofString(
                          "{\"inputs\":[{\"name\":\"X\",\"shape\":[1,2],\"datatype\":\"FP32\","
                              + "\"data\":[1e15,5]}]}"))
                  .build());
      assertThat(open.statusCode()).isEqualTo(504);
      assertThat(open.body()).isEqualTo("{\"error\":\"no answer within 500 ms\"}");
      assertThat(get(address + "/metrics").body())
          .contains(
              "ml_inference_errors_total{model=\"loop\",reason=\"timeout\",version=\"1\"} 2.0");
    }
  }

  @Test
  void retriesInThePoolWhatIsTooSlowForAnEventLoop() throws Exception {
    try (RunningService service = start("60s")) {
      prove(service.address(), "loop");
      HttpResponse<String> slow = send(predict(service.address(), "loop", 200_000));
      assertThat(slow.statusCode()).isEqualTo(200);
      assertThat(slow.body()).contains("\"prediction\":5.0");
    }
  }

  @Test
  void fencesAVersionWhileARunIsStuck() throws Exception {
    try (RunningService service = start("300ms")) {
      String address = service.address();
      assertThat(send(predict(address, "kernel", 1)).statusCode()).isEqualTo(200);
      assertThat(send(predict(address, "kernel", SlowModels.SOME_SECONDS)).statusCode())
          .isEqualTo(504);
      LiveService.await(
          "the fence", () -> get(address + "/v2/models/kernel/ready").statusCode() == 503);
      HttpResponse<String> refused = send(predict(address, "kernel", 1));
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).contains("30");
      assertThat(refused.body()).contains("1 of its predictions do not end");
      assertThat(get(address + "/v1/models/kernel/versions/1").body()).contains("\"fenced\":");
      assertThat(get(service.metricsAddress() + "/metrics").body())
          .contains("ml_inference_fenced{model=\"kernel\",version=\"1\"} 1.0")
          .contains("ml_inference_stuck_runs{model=\"kernel\",version=\"1\"} 1.0")
          .contains("ml_inference_fenced{model=\"good\",version=\"1\"} 0.0");
      assertThat(send(predict(address, "good", 1)).statusCode()).isEqualTo(200);
      LiveService.await(
          "its end", () -> get(address + "/v2/models/kernel/ready").statusCode() == 200);
      assertThat(send(predict(address, "kernel", 1)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void stopsWhilePredictionsHang() throws Exception {
    Map<String, String> timeout = Map.of("ML_HTTP_REQUEST_TIMEOUT", "1s");
    try (ServiceProcess process = ServiceProcess.start(timeout, registry, "none")) {
      String address = process.address();
      var unused =
          HttpClient.newHttpClient()
              .sendAsync(predict(address, "kernel", SlowModels.HOURS), BodyHandlers.discarding());
      LiveService.await(
          "a stuck run",
          () ->
              get(address + "/metrics")
                  .body()
                  .contains("ml_inference_stuck_runs{model=\"kernel\",version=\"1\"} 1.0"));
      hang(address, "loop");
      assertThat(process.stop(Duration.ofSeconds(45))).as("exit status").isEqualTo(143);
    }
  }
}
