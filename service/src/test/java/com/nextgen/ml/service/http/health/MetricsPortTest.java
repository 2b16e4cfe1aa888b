package com.nextgen.ml.service.http.health;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.service.http.RawExchange;
import com.nextgen.ml.service.http.TestServer;
import com.nextgen.ml.service.http.TestVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MetricsPortTest {
  private static final Map<String, Object> TWO_LOOPS =
      Map.of("micronaut.netty.event-loops.default.num-threads", 2);
  private static final String ROW =
      "{\"inputs\":[{\"name\":\"X\",\"shape\":[1,3],\"datatype\":\"FP32\",\"data\":[%s,2,0]}]}";

  private static HttpResponse<String> get(int port, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(java.net.URI.create("http://127.0.0.1:" + port + path)).build(),
            BodyHandlers.ofString());
  }

  @Test
  void hasProbesAndMetricsAndNothingElse() throws Exception {
    try (TestServer server = new TestServer()) {
      int port = server.context.getBean(MetricsPort.class).open("127.0.0.1", 0);
      assertThat(get(port, "/v2/health/live").body()).isEqualTo("{\"live\":true}");
      assertThat(get(port, "/v2/health/ready?").body()).isEqualTo("{\"ready\":true}");
      assertThat(get(port, "/v2/health/ready?x=1").body()).contains("query parameter 'x'");
      HttpResponse<String> metrics = get(port, "/metrics");
      assertThat(metrics.statusCode()).isEqualTo(200);
      assertThat(metrics.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
      HttpResponse<String> models = get(port, "/v1/models");
      assertThat(models.statusCode()).isEqualTo(404);
      assertThat(models.body()).contains("/v2/health/ready");
      HttpResponse<String> post =
          server.client.send(
              HttpRequest.newBuilder(java.net.URI.create("http://127.0.0.1:" + port + "/metrics"))
                  .POST(BodyPublishers.ofString("x"))
                  .build(),
              BodyHandlers.ofString());
      assertThat(post.statusCode()).isEqualTo(405);
      server.context.getBean(Readiness.class).set(false);
      assertThat(get(port, "/v2/health/ready").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void answersPipelinedRequestsInOrder() throws Exception {
    try (TestServer server = new TestServer()) {
      int port = server.context.getBean(MetricsPort.class).open("127.0.0.1", 0);
      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
        String head = " HTTP/1.1\r\nHost: localhost\r\n";
        client
            .getOutputStream()
            .write(
                ("GET /metrics" + head + "\r\nGET /none" + head + "Connection: close\r\n\r\n")
                    .getBytes(US_ASCII));
        String answers = new String(client.getInputStream().readAllBytes(), US_ASCII);
        assertThat(answers).startsWith("HTTP/1.1 200 OK").contains("HTTP/1.1 404");
      }
    }
  }

  @Test
  void answersARequestThatComesInPieces() throws Exception {
    try (TestServer server = new TestServer()) {
      int port = server.context.getBean(MetricsPort.class).open("127.0.0.1", 0);
      String head = "GET /v2/health/live HTTP/1.1\r\nHost: localhost\r\nX: %s\r\n";
      // Longer than what one read of a new connection takes.
      String long1 = head.formatted("x".repeat(6_000));
      assertThat(RawExchange.first(port, long1 + "\r\n")).contains("{\"live\":true}");
      String body = "Content-Length: 1000\r\n\r\n" + "x".repeat(1_000);
      assertThat(RawExchange.first(port, long1 + body)).contains("{\"live\":true}");
      String tooLong = head.formatted("x".repeat(20_000));
      assertThat(RawExchange.first(port, tooLong + "\r\n")).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void refusesOtherOriginsAndAcceptsAnyHost() throws Exception {
    try (TestServer server = new TestServer()) {
      int port = server.context.getBean(MetricsPort.class).open("127.0.0.1", 0);
      String head = "GET /metrics HTTP/1.1\r\nHost: ml.example.com\r\n";
      assertThat(RawExchange.first(port, head + "\r\n")).startsWith("HTTP/1.1 200 ");
      for (String foreign :
          new String[] {"Origin: https://evil.example", "Sec-Fetch-Site: cross-site"}) {
        assertThat(RawExchange.first(port, head + foreign + "\r\n\r\n"))
            .startsWith("HTTP/1.1 403 ")
            .contains("another origin");
      }
    }
  }

  @Test
  void reportsAPortInUse() throws Exception {
    try (TestServer server = new TestServer()) {
      MetricsPort port = server.context.getBean(MetricsPort.class);
      assertThatThrownBy(() -> port.open("127.0.0.1", server.server.getPort()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use");
    }
  }

  @Test
  void newConnectionsAvoidABlockedEventLoop() throws Exception {
    try (TestServer server = new TestServer(TWO_LOOPS, 2, 4)) {
      TestVersion price = server.models.price;
      var unused = server.postAsync("/v2/models/price/infer", ROW.formatted(TestVersion.WAITS));
      assertThat(price.waiting.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
      assertThat(price.threads).allMatch(name -> name.startsWith("event-loop"));
      int port = server.context.getBean(MetricsPort.class).open("127.0.0.1", 0);
      assertThat(get(port, "/v2/health/live").statusCode()).isEqualTo(200);
      LiveLoops loops = server.context.getBean(LiveLoops.class);
      while (loops.late(System.nanoTime(), LiveLoops.LATE) == 0) {
        Thread.onSpinWait();
      }
      for (int i = 0; i < 6; i++) {
        assertThat(get(server.server.getPort(), "/v2/health/live").statusCode()).isEqualTo(200);
      }
    }
  }
}
