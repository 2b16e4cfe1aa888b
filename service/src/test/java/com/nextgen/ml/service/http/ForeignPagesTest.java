package com.nextgen.ml.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser can be made to send here by a page of somebody else, byte by byte. */
class ForeignPagesTest {
  private static final String GOOD =
      "{\"instances\":[{\"features\":{\"value\":1,\"age\":2,\"month\":\"Nov\",\"weekend\":true}}]}";
  private static final String PREDICT = "POST /v1/models/intent/predict HTTP/1.1";
  private static final String BASELINE = "/v1/models/intent/versions/3/baseline";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server =
        new TestServer(
            Map.of("ml.http.allowed-hosts", "ML.Example.com:8443, *.svc.cluster.local"), 1, 10);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String head(String line, String... headers) {
    return line + "\r\n" + String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n");
  }

  private static String withBody(String head, String body) {
    return head + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private static String json(String line, String... headers) {
    return withBody(head(line, headers) + "Content-Type: application/json\r\n", GOOD);
  }

  private static String answer(String request) throws Exception {
    return RawExchange.first(server.server.getPort(), request);
  }

  private static int status(String answer) {
    assertThat(answer).startsWith("HTTP/1.1 ");
    return Integer.parseInt(answer.substring(9, 12));
  }

  private static void refused(String answer, int status, String says) {
    assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains(says);
    assertThat(answer).contains("content-type: application/problem+json", "\"status\":" + status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /v1/models/intent/predict",
        "POST /v1/models/intent/versions/3/predict",
        "POST /v1/models/intent/feedback",
        "POST /v1/models/intent/versions/3/evaluations",
        "POST /v1/models/intent/versions/3/observations",
        "POST /v1/models/intent/rehearsal",
        "POST " + BASELINE,
        "PUT " + BASELINE,
        "PUT /v1/models/intent/aliases/production",
        "POST /v1/nothing",
        "PATCH /v1/nothing",
        "post /v1/models/intent/predict",
        "Put /v1/models/intent/aliases/production",
      })
  void requiresAContentTypeThatFormsCannotSend(String request) throws Exception {
    String line = request + " HTTP/1.1";
    int before = server.models.intent.rows.size();
    refused(answer(withBody(head(line, "Host: localhost"), GOOD)), 415, "'Content-Type'");
    for (String type :
        new String[] {
          "text/plain",
          "TEXT/PLAIN;charset=UTF-8",
          "text/plain; application/json",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "application",
          "json; application/json",
          "",
        }) {
      String head = head(line, "Host: localhost", "Content-Type: " + type);
      assertThat(status(answer(withBody(head, GOOD)))).as(type).isEqualTo(415);
    }
    String two =
        head(line, "Host: localhost", "Content-Type: application/json", "Content-Type: text/plain");
    refused(answer(withBody(two, GOOD)), 415, "more than one");
    assertThat(server.models.intent.rows).hasSize(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Content-Type: application/octet-stream\r\n", "Content-Type:\r\n"})
  void protocolClientsNeedNoContentType(String type) throws Exception {
    for (String path : new String[] {"price/infer", "price/versions/1/infer"}) {
      String body =
          "{\"inputs\":[{\"name\":\"X\",\"shape\":[1,3],\"datatype\":\"FP32\",\"data\":[1,2,0]}]}";
      String head = head("POST /v2/models/" + path + " HTTP/1.1", "Host: localhost") + type;
      String answer = answer(withBody(head, body));
      assertThat(status(answer)).as(path).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: https://evil.example",
        "Origin: null",
        "Origin: http://localhost",
        "Origin: http://localhost:81",
        "Origin: http://localhost.evil.example:8080",
        "Origin: http://user@localhost:8080",
        "Origin: http://localhost:8080/",
        "Origin: chrome-extension://abcdefgh",
        "Origin:",
        "Origin: http://localhost:8080\r\nOrigin: https://evil.example",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "Sec-Fetch-Site: whatever",
        "Sec-Fetch-Site: none\r\nSec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-origin\r\nOrigin: https://evil.example",
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe",
      })
  void refusesOtherOriginsEverywhere(String headers) throws Exception {
    for (String line :
        new String[] {
          "GET /v1/nothing HTTP/1.1",
          "GET /metrics HTTP/1.1",
          "GET / HTTP/1.1",
          "DELETE /v1/subjects/abc HTTP/1.1",
          "OPTIONS /v1/models/intent/predict HTTP/1.1",
        }) {
      String head = head(line, "Host: localhost:8080", headers);
      refused(answer(head + "\r\n"), 403, "another origin");
    }
    int before = server.models.intent.rows.size();
    refused(answer(json(PREDICT, "Host: localhost:8080", headers)), 403, "another origin");
    String infer = json("POST /v2/models/price/infer HTTP/1.1", "Host: localhost:8080", headers);
    assertThat(answer(infer))
        .startsWith("HTTP/1.1 403 ")
        .contains("content-type: application/json", "{\"error\":\"a page of another origin");
    assertThat(server.models.intent.rows).hasSize(before);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:8080, http://localhost:8080",
    "LocalHost:8080, http://localhost:8080",
    "127.0.0.1, http://127.0.0.1",
    "[::1]:8080, http://[::1]:8080",
    "ml.example.com, https://ml.example.com",
    "ml.example.com:443, https://ml.example.com",
  })
  void allowsItsOwnOrigin(String host, String origin) throws Exception {
    String[] headers = {"Host: " + host, "Origin: " + origin, "Sec-Fetch-Site: same-origin"};
    assertThat(status(answer(json(PREDICT, headers)))).isEqualTo(200);
  }

  @Test
  void allowsLinksFromOtherSites() throws Exception {
    String link =
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document";
    assertThat(status(answer(head("GET / HTTP/1.1", "Host: localhost", link) + "\r\n")))
        .isEqualTo(200);
    refused(answer(json(PREDICT, "Host: localhost", link)), 403, "another origin");
    String origin = link + "\r\nOrigin: null";
    refused(
        answer(head("GET / HTTP/1.1", "Host: localhost", origin) + "\r\n"), 403, "another origin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:1",
        "localhost.",
        "127.0.0.1:8080",
        "10.1.2.3",
        "[::1]",
        "[2001:db8::1]:9090",
        "ml.example.com",
        "ML.EXAMPLE.COM.:8443",
        "ml.example.com:1",
        "a.svc.cluster.local:8080",
        "a.b.svc.cluster.local",
        "localhost:",
      })
  void servesAddressesAndAllowedNames(String host) throws Exception {
    assertThat(status(answer(json(PREDICT, "Host: " + host)))).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "x.localhost",
        "127.0.0.1.evil.example",
        "127.1",
        "0x7f000001",
        "999.0.0.1",
        "example.com",
        "x.ml.example.com",
        "svc.cluster.local",
        "notsvc.cluster.local",
        "evilsvc.cluster.local:80",
      })
  void answers421ToOtherNames(String host) throws Exception {
    int before = server.models.intent.rows.size();
    refused(answer(json(PREDICT, "Host: " + host)), 421, "--allowed-hosts");
    String infer = answer(json("POST /v2/models/price/infer HTTP/1.1", "Host: " + host));
    assertThat(infer).startsWith("HTTP/1.1 421 ").contains("{\"error\":\"");
    refused(answer(head("GET /v1/nothing HTTP/1.1", "Host: " + host) + "\r\n"), 421, "known as");
    assertThat(server.models.intent.rows).hasSize(before);
    for (String path : new String[] {"/v2/health/live", "/v2/health/ready", "/metrics?x"}) {
      String open = answer(head("GET " + path + " HTTP/1.1", "Host: " + host) + "\r\n");
      assertThat(status(open)).as(path).isNotEqualTo(421);
    }
    refused(answer(head("GET /metricsx HTTP/1.1", "Host: " + host) + "\r\n"), 421, "known as");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X: y",
        "Host:",
        "Host: localhost\r\nHost: localhost",
        "Host: local host",
        "Host: localhost,evil.example",
        "Host: user@localhost",
        "Host: http://localhost",
        "Host: localhost/x",
        "Host: localhost:x",
        "Host: localhost:99999",
        "Host: ::1",
        "Host: [::1",
        "Host: [1:2]",
        "Host: ..",
        "Host: a..b",
        "Host: .localhost",
        "Host: localhost..",
        "Host: l%6fcalhost",
      })
  void answers400ToAnInvalidHost(String headers) throws Exception {
    refused(answer(json(PREDICT, headers)), 400, "'Host'");
    refused(answer(head("GET /metrics HTTP/1.1", headers) + "\r\n"), 400, "'Host'");
  }

  @Test
  void onlyHttp10MayOmitTheHost() throws Exception {
    int port = server.server.getPort();
    String live = RawExchange.untilClosed(port, "GET /v2/health/live HTTP/1.0\r\n\r\n");
    assertThat(live).contains(" 200 OK");
    String old = json("POST /v1/models/intent/predict HTTP/1.0");
    assertThat(RawExchange.untilClosed(port, old)).contains(" 200 OK");
    String named = json("POST /v1/models/intent/predict HTTP/1.0", "Host: evil.example");
    assertThat(RawExchange.untilClosed(port, named)).contains(" 421 ");
    String page = json("POST /v1/models/intent/predict HTTP/1.0", "Origin: http://localhost");
    assertThat(RawExchange.untilClosed(port, page)).contains(" 403 ");
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:80/v1/models/intent/predict, localhost:80, 200",
    "HTTP://localhost/v1/models/intent/predict, localhost, 200",
    "http://evil.example/v1/models/intent/predict, evil.example, 421",
    "http://evil.example/v1/models/intent/predict, localhost, 400",
    "http://localhost/v1/models/intent/predict, evil.example, 400",
    "http://user@localhost/v1/models/intent/predict, user@localhost, 400",
    "ftp://localhost/v1/models/intent/predict, localhost, 400",
    "localhost:80, localhost:80, 400",
    "http://localhost, localhost, 405",
    "http://localhost?x, localhost, 405",
  })
  void acceptsAnAbsoluteTargetOfTheSameHost(String target, String host, int status)
      throws Exception {
    assertThat(status(answer(json("POST " + target + " HTTP/1.1", "Host: " + host))))
        .isEqualTo(status);
  }

  @Test
  void refusesALongBodyBeforeItIsSent() throws Exception {
    String head =
        head(
            "POST " + BASELINE + " HTTP/1.1",
            "Host: localhost",
            "Origin: https://evil.example",
            "Content-Type: text/csv",
            "Expect: 100-continue",
            "Content-Length: 900000000");
    refused(answer(head + "\r\n"), 403, "another origin");
  }

  @Test
  void deliversTheAnswerThoughABodyFollows() throws Exception {
    String rows = "x,y\n".repeat(500_000);
    String head = head("POST " + BASELINE + " HTTP/1.1", "Host: evil.example");
    String request = withBody(head + "Content-Type: text/csv\r\n", rows);
    refused(RawExchange.untilClosed(server.server.getPort(), request), 421, "known as");
  }

  @Test
  void answersEarlierRequestsOfTheConnectionFirst() throws Exception {
    String both =
        json(PREDICT, "Host: localhost")
            + json(PREDICT, "Host: localhost", "Origin: null")
            + json(PREDICT, "Host: localhost");
    String answers = RawExchange.untilClosed(server.server.getPort(), both);
    assertThat(answers).startsWith("HTTP/1.1 200 ").containsOnlyOnce("HTTP/1.1 403 ");
    assertThat(answers.split("HTTP/1\\.1 ", -1)).as("the third is not read").hasSize(3);
  }

  @Test
  void countsRefusedRequestsForTheirModel() throws Exception {
    server.models.intent.requests.clear();
    answer(json(PREDICT, "Host: evil.example"));
    answer(json(PREDICT, "Host: localhost"));
    assertThat(server.models.intent.requests()).containsExactly("invalid", "ok");
  }
}
