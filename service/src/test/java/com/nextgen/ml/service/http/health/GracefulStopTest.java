package com.nextgen.ml.service.http.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.service.http.TestServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GracefulStopTest {
  private static final String SLOW =
      "{\"inputs\":[{\"name\":\"X\",\"shape\":[65,3],\"datatype\":\"FP32\",\"data\":[777,2,0"
          + ",1,2,0".repeat(64)
          + "]}]}";

  @Test
  void answersRequestsInFlightOnly() throws Exception {
    try (TestServer server = new TestServer(Map.of(), 1, 4)) {
      var answer = server.postAsync("/v2/models/price/infer", SLOW);
      assertThat(server.models.price.waiting.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
      assertThat(server.get("/v2/health/ready").statusCode()).isEqualTo(200);

      Readiness readiness = server.context.getBean(Readiness.class);
      var stopped =
          CompletableFuture.supplyAsync(
              () -> GracefulStop.of(server.server, readiness, Duration.ofSeconds(30)));
      while (readiness.isReady() || connects(server)) {
        Thread.sleep(10);
      }
      assertThat(stopped).isNotDone();
      assertThat(answer).isNotDone();

      server.models.price.release.countDown();
      assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      assertThat(stopped.get(10, TimeUnit.SECONDS)).isTrue();
      assertThat(server.models.price.leases).hasValue(0);
      assertThatThrownBy(() -> server.get("/v2/health/live")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void doesNotWaitForeverForSlowRequests() throws Exception {
    try (TestServer server = new TestServer(Map.of(), 1, 4)) {
      var answer = server.postAsync("/v2/models/price/infer", SLOW);
      assertThat(server.models.price.waiting.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
      Readiness readiness = server.context.getBean(Readiness.class);
      assertThat(GracefulStop.of(server.server, readiness, Duration.ofMillis(200))).isFalse();
      assertThat(answer).isNotDone();
    }
  }

  private static boolean connects(TestServer server) throws InterruptedException {
    try {
      HttpClient.newHttpClient()
          .send(server.json("/v2/models/price/infer", "{}").build(), BodyHandlers.discarding());
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
