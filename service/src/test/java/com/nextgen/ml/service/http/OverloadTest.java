package com.nextgen.ml.service.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.inject.qualifiers.Qualifiers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More than the service can do, and clients that are slow or go away. */
@Timeout(60)
class OverloadTest {
  private static final String INFER = "/v2/models/price/infer";

  /** A batch that goes to the pool and whose first row begins with {@code first}. */
  private static String batch(double first) {
    StringBuilder data = new StringBuilder().append(first).append(",2,0");
    for (int row = 1; row < 100; row++) {
      data.append(",1,2,0");
    }
    return "{\"inputs\":[{\"name\":\"X\",\"shape\":[100,3],\"datatype\":\"FP32\",\"data\":["
        + data
        + "]}]}";
  }

  @Test
  void aFullPoolAnswers503AndRecovers() throws Exception {
    try (TestServer server = new TestServer(Map.of(), 1, 2)) {
      TestVersion price = server.models.price;
      List<CompletableFuture<HttpResponse<String>>> taken = new ArrayList<>();
      taken.add(server.postAsync(INFER, batch(TestVersion.WAITS)));
      assertThat(price.waiting.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
      taken.add(server.postAsync(INFER, batch(1)));
      taken.add(server.postAsync(INFER, batch(2)));
      while (price.runs().waiting() < 2) {
        Thread.onSpinWait();
      }
      // One runs, two wait; the others are refused at once, however many there are.
      for (int i = 0; i < 48; i++) {
        HttpResponse<String> response = server.post(INFER, batch(1));
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(response.body()).isEqualTo("{\"error\":\"the service is busy; try again\"}");
      }
      assertThat(price.leases).hasValue(3);
      // Small requests do not need the pool.
      assertThat(server.post(INFER, batch(1).replace("100,3", "1,3")).statusCode()).isEqualTo(400);
      price.release.countDown();
      for (CompletableFuture<HttpResponse<String>> answer : taken) {
        assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      }
      assertThat(server.post(INFER, batch(1)).statusCode()).isEqualTo(200);
      assertThat(price.requests().stream().filter("overload"::equals)).hasSize(48);
    }
  }

  @Test
  void aSlowAnswerIs504() throws Exception {
    try (TestServer server = new TestServer(Map.of("ml.http.request-timeout", "200ms"), 1, 2)) {
      HttpResponse<String> response = server.post(INFER, batch(TestVersion.WAITS));
      assertThat(response.statusCode()).isEqualTo(504);
      assertThat(response.body()).isEqualTo("{\"error\":\"no answer within 200 ms\"}");
      assertThat(server.models.price.requests()).containsExactly("timeout");
      server.models.price.release.countDown();
      assertThat(server.post(INFER, batch(1)).statusCode()).isEqualTo(200);
      // What came too late for its caller is not counted as answered.
      assertThat(server.models.price.rows).hasSize(1);
      assertThat(server.models.price.leases).hasValue(0);
    }
  }

  @Test
  void refusesObservationsWhenFull() throws Exception {
    try (TestServer server = new TestServer(Map.of(), 1, 1)) {
      CountDownLatch release = new CountDownLatch(1);
      int accepted = 0;
      // One thread, four in the place of held ones, and one piece of work that waits.
      while (accepted < 6) {
        try {
          server.pool.execute(() -> await(release));
          accepted++;
        } catch (RejectedExecutionException e) {
          Thread.onSpinWait(); // a thread that is held gets a substitute soon
        }
      }
      HttpResponse<String> response =
          server.post("/v1/models/intent/versions/3/observations", "{\"observations\":[]}");
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.headers().firstValue("Retry-After")).isPresent();
      release.countDown();
    }
  }

  @Test
  void aHangingVersionLeavesThreadsToOthers() throws Exception {
    try (TestServer server = new TestServer(Map.of(), 2, 4)) {
      for (int i = 0; i < 6; i++) {
        var unused = server.postAsync(INFER, batch(TestVersion.WAITS));
      }
      assertThat(server.models.price.waiting.tryAcquire(2, 10, TimeUnit.SECONDS)).isTrue();
      while (server.models.price.runs().waiting() < 4) {
        Thread.onSpinWait();
      }
      assertThat(server.post(INFER, batch(1)).statusCode()).isEqualTo(503);
      assertThat(
              server
                  .post("/v1/models/intent/versions/3/observations", "{\"observations\":[]}")
                  .statusCode())
          .as("a thread of the pool says that there are none")
          .isEqualTo(400);
      assertThat(server.models.price.waiting.tryAcquire()).as("more than its share").isFalse();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void scrapesGoOnWhileAllReportsWaitForTheStore() throws Exception {
    try (TestServer server = new TestServer(Map.of(), 1, 1)) {
      ExecutorService reports =
          server.context.getBean(ExecutorService.class, Qualifiers.byName(Responses.REPORTS));
      CountDownLatch answered = new CountDownLatch(1);
      for (int i = 0; i < 10; i++) {
        reports.execute(
            () -> {
              try {
                answered.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
      }
      assertThat(server.get("/metrics").statusCode()).isEqualTo(200);
      answered.countDown();
    }
  }

  @Test
  void boundsTheMemoryOfAllBodies() throws Exception {
    try (TestServer server = new TestServer(Map.of("ml.http.buffer-limit", 100_000), 1, 2)) {
      BodyLimits limits = server.context.getBean(BodyLimits.class);
      List<Socket> uploads = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        uploads.add(upload(server, 1_000_000, " ".repeat(30_000)));
      }
      while (limits.held() < 90_000) {
        Thread.onSpinWait();
      }
      try (Socket refused = upload(server, 1_000_000, " ".repeat(30_000))) {
        String answer = read(refused.getInputStream());
        assertThat(answer)
            .startsWith("HTTP/1.1 503")
            .containsIgnoringCase("retry-after: 1")
            .contains("{\"error\":\"the service is busy; try again\"}");
      }
      assertThat(server.models.price.requests()).containsExactly("overload");
      assertThat(limits.held()).isLessThanOrEqualTo(100_000);
      for (Socket upload : uploads) {
        upload.close();
      }
      while (limits.held() > 0) {
        Thread.onSpinWait();
      }
      assertThat(server.post(INFER, batch(1)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void cutsOffADrippingBody() throws Exception {
    try (TestServer server = new TestServer(Map.of("ml.http.body-timeout", "300ms"), 1, 2);
        Socket slow = upload(server, 1_000, "{\"inputs\":")) {
      OutputStream out = slow.getOutputStream();
      InputStream in = slow.getInputStream();
      while (in.available() == 0) {
        out.write(' ');
        out.flush();
        Thread.sleep(20);
      }
      assertThat(read(in)).startsWith("HTTP/1.1 408").contains("took too long");
      BodyLimits limits = server.context.getBean(BodyLimits.class);
      while (limits.held() > 0) { // given back when the server, too, has seen the end
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void survivesClientsThatDisconnect() throws Exception {
    try (TestServer server = new TestServer(Map.of(), 2, 100)) {
      for (int i = 0; i < 200; i++) {
        String body = batch(1);
        try (Socket client = upload(server, body.length(), i % 2 == 0 ? body : body.substring(9))) {
          client.setSoLinger(true, 0);
        }
      }
      assertThat(server.post(INFER, batch(1)).statusCode()).isEqualTo(200);
      while (server.models.price.leases.get() > 0) {
        Thread.onSpinWait();
      }
      BodyLimits limits = server.context.getBean(BodyLimits.class);
      while (limits.held() > 0) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void answersPipelinedRequestsInOrder() throws Exception {
    try (TestServer server = new TestServer();
        Socket client = new Socket(InetAddress.getLoopbackAddress(), server.server.getPort())) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < 20; i++) {
        String body = i % 2 == 0 ? batch(i) : "{\"id\":\"call-" + i + "\"}";
        requests.append(head(body.length(), i == 19)).append(body);
      }
      client.getOutputStream().write(requests.toString().getBytes(UTF_8));
      String answers = read(client.getInputStream());
      int at = 0;
      for (int i = 0; i < 20; i++) {
        String mark = i % 2 == 0 ? "\"data\":[" + i + ".0," : "'inputs' is absent";
        at = answers.indexOf(mark, at);
        assertThat(at).as("answer %d in %s", i, answers).isPositive();
      }
      assertThat(server.context.getBean(BodyLimits.class).held()).isZero();
    }
  }

  private static String head(int length, boolean last) {
    return "POST "
        + INFER
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + (last ? "Connection: close\r\n" : "")
        + "Content-Length: "
        + length
        + "\r\n\r\n";
  }

  /** Begins a request of {@code length} bytes and sends {@code body}. */
  private static Socket upload(TestServer server, int length, String body) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.server.getPort());
    OutputStream out = socket.getOutputStream();
    out.write((head(length, false) + body).getBytes(UTF_8));
    out.flush();
    return socket;
  }

  /** Everything up to the end of the connection, however it ends. */
  private static String read(InputStream in) {
    StringBuilder text = new StringBuilder();
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        text.append((char) next);
      }
    } catch (IOException e) {
      assertThat(text).isNotEmpty();
    }
    return text.toString();
  }
}
