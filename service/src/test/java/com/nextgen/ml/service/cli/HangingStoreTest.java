package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.service.app.RunningService;
import com.nextgen.ml.service.app.ServiceSettings;
import com.nextgen.ml.service.app.StoreSettings;
import com.nextgen.ml.service.history.History;
import com.nextgen.ml.service.inference.loading.LoadSettings;
import com.nextgen.ml.service.store.LosingProxy;
import com.nextgen.ml.service.store.PostgresServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A database that takes connections and answers nothing. */
@Timeout(240)
class HangingStoreTest {
  private static final String MODEL = "/v1/models/purchase-intent";

  /** More rows than an event loop takes. */
  private static final int MANY = 100;

  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<String> send(RunningService service, String method, String path, String body)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(service.address() + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> predict(RunningService service, String more, int rows)
      throws Exception {
    String row =
        "{"
            + more
            + "\"features\":{\"price\":9.5,\"category\":\"toys\",\"device\":\"mobile\","
            + "\"country\":\"DE\",\"hour\":9,\"basket_size\":2,\"basket_value\":20,"
            + "\"pages_viewed\":5,\"session_seconds\":300,\"discount\":0,\"returning\":true}}";
    return send(
        service,
        "POST",
        MODEL + "/predict",
        "{\"instances\":[" + String.join(",", Collections.nCopies(rows, row)) + "]}");
  }

  @Test
  void aHangingStoreDoesNotBlockLargePredictions() throws Exception {
    try (LosingProxy proxy = new LosingProxy(PostgresServer.shared().newDatabase());
        RunningService service =
            RunningService.start(
                new ServiceSettings(
                    RegistryCommandsTest.examples().resolve("marketplace/registry"),
                    "127.0.0.1",
                    0,
                    1,
                    64,
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(20),
                    new StoreSettings(proxy.address(), null, History.Pace.USUAL),
                    true,
                    LoadSettings.DIRECT,
                    Map.of()))) {
      LiveService.await(
          "the service is ready",
          () -> send(service, "GET", "/v2/health/ready", "").body().contains("true"));
      LiveService.await(
          "the store is there",
          () -> predict(service, "", 1).statusCode() == 200 && labelled(service));
      proxy.hangFrom("FROM labels JOIN predictions");
      LiveService.await("labels are waited for", proxy::hangs);

      HttpResponse<String> answer = predict(service, "", MANY);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(new ObjectMapper().readTree(answer.body()).path("predictions")).hasSize(MANY);
      assertThat(send(service, "GET", "/metrics", "").statusCode()).isEqualTo(200);
      proxy.die(); // so that the service need not wait for it to end
    }
  }

  /** Whether a label was taken, so that there is something to read. */
  private boolean labelled(RunningService service) throws Exception {
    predict(service, "\"id\":\"a\",", 1);
    return send(
                service,
                "POST",
                MODEL + "/feedback",
                "{\"labels\":[{\"id\":\"a\",\"label\":true}]}")
            .statusCode()
        == 200;
  }
}
