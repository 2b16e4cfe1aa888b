package com.nextgen.ml.service.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.app.RunningService;
import com.nextgen.ml.service.app.ServiceSettings;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are slow, or send too much, or go away: by raw sockets, on a whole service. */
@Timeout(90)
class SlowClientsTest {
  private static final String LABELS = "/v1/models/purchase-intent/feedback";
  private static final String ROWS = "/v1/models/purchase-intent/versions/1/baseline";
  private static final String REPORT = "/v1/models/purchase-intent/drift";
  private static final String LINE = "id,label\r\n";

  @TempDir Path folder;
  private final List<Socket> sockets = new ArrayList<>();
  private RunningService service;

  private void start(Object... settings) throws Exception {
    Path registry = RegistryCommandsTest.examples().resolve("marketplace/registry");
    ServiceSettings all =
        ServiceSettings.of(registry, "127.0.0.1", 0)
            .withStore(StoreAddress.file(folder.resolve("store.db")), null);
    for (int i = 0; i < settings.length; i += 2) {
      all = all.with("ml.http." + settings[i], settings[i + 1]);
    }
    service = RunningService.start(all);
    while (!get("/v2/health/ready").equals("200 {\"ready\":true}")) {
      Thread.sleep(5);
    }
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    service.close();
  }

  private String get(String path) throws Exception {
    var response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(service.address() + path)).build(),
                BodyHandlers.ofString());
    return response.statusCode() + " " + response.body();
  }

  private Socket open(String sent) throws IOException {
    Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), URI.create(service.address()).getPort());
    socket.setSoTimeout(30_000);
    sockets.add(socket);
    send(socket, sent);
    return socket;
  }

  private static void send(Socket socket, String sent) throws IOException {
    socket.getOutputStream().write(sent.getBytes(ISO_8859_1));
  }

  private static String head(String path, String length) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nConnection: close\r\n"
        + length
        + "\r\n\r\n";
  }

  /** All that comes until the server closes. */
  private static String answer(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }

  private static String chunk(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }

  @Test
  void slowUploadsHoldUpNoReportsAndAreFewAtOnce() throws Exception {
    start("uploads", 2);
    String report = get(REPORT);
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      slow.add(open(head(LABELS, "Content-Length: 100000") + LINE));
    }
    String third;
    do { // until both have a thread
      third = answer(open(head(LABELS, "Content-Length: 10") + LINE));
    } while (third.startsWith("HTTP/1.1 200"));
    assertThat(third).startsWith("HTTP/1.1 503").contains("the service is busy", "Retry-After: 1");
    for (int i = 0; i < 5; i++) {
      assertThat(get(REPORT).substring(0, 4)).isEqualTo(report.substring(0, 4));
      assertThat(get("/v1/models")).startsWith("200");
    }
    for (Socket socket : slow) {
      socket.close();
    }
    // Who goes away gives the thread back.
    String later;
    do {
      later = answer(open(head(LABELS, "Content-Length: 10") + LINE));
    } while (later.startsWith("HTTP/1.1 503"));
    assertThat(later).startsWith("HTTP/1.1 200");
  }

  @Test
  void anUploadHasATimeInAll() throws Exception {
    start("upload-timeout", "1s");
    Socket socket = open(head(LABELS, "Transfer-Encoding: chunked") + chunk(LINE));
    Thread sender =
        new Thread(
            () -> {
              try {
                while (true) {
                  send(socket, chunk("a-1,true\r\n".repeat(5_000)));
                  Thread.sleep(20);
                }
              } catch (IOException | InterruptedException e) {
                // Refused.
                return;
              }
            });
    sender.start();
    byte[] status = socket.getInputStream().readNBytes(12);
    assertThat(new String(status, ISO_8859_1)).isEqualTo("HTTP/1.1 408");
    socket.close();
    sender.join();
  }

  @Test
  void anUploadThatIsTooLongIs413() throws Exception {
    start("csv-limit", 1_000);
    for (String path : List.of(LABELS, ROWS)) {
      String told = answer(open(head(path, "Content-Length: 5000") + "a".repeat(5_000)));
      assertThat(told).startsWith("HTTP/1.1 413").contains("1000 bytes");
      String untold =
          answer(
              open(
                  head(path, "Transfer-Encoding: chunked")
                      + chunk("a".repeat(800))
                      + chunk("a".repeat(800))
                      + chunk("")));
      assertThat(untold).startsWith("HTTP/1.1 413").contains("1000 bytes");
    }
  }

  @Test
  void anUploadThatIsCutIs400() throws Exception {
    start();
    for (String path : List.of(LABELS, ROWS)) {
      String answer =
          answer(open(head(path, "Transfer-Encoding: chunked") + chunk(LINE) + "no length\r\n"));
      assertThat(answer).startsWith("HTTP/1.1 400");
    }
    assertThat(answer(open(head(LABELS, "Content-Length: 10") + LINE))).startsWith("HTTP/1.1 200");
  }

  @Test
  void headersHaveATimeToo() throws Exception {
    start("header-timeout", "1s");
    Socket socket = open("GET /v1/models HTTP/1.1\r\nHost: localhost\r\n");
    try {
      for (int i = 0; ; i++) {
        Thread.sleep(50);
        send(socket, "X-" + i + ": a\r\n");
        if (socket.getInputStream().available() > 0) {
          break;
        }
      }
    } catch (SocketException e) {
      assertThat(socket.getInputStream()).isNotNull();
    }
    assertThat(new String(socket.getInputStream().readNBytes(12), ISO_8859_1))
        .isEqualTo("HTTP/1.1 408");
    assertThat(get("/v1/models")).startsWith("200");
  }
}
