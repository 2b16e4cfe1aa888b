package com.nextgen.ml.service.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.access.Access;
import com.nextgen.ml.service.access.Authenticator;
import com.nextgen.ml.service.access.Caller;
import com.nextgen.ml.service.access.Grants;
import com.nextgen.ml.service.access.Identity;
import com.nextgen.ml.service.access.Routes;
import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.http.DeclaredRoutes;
import com.nextgen.ml.service.http.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenGateTest {
  private static final String ROW =
      "{\"instances\":[{\"features\":{\"value\":1,\"age\":2,\"month\":\"Nov\",\"weekend\":true}}]}";

  /** Here a token is its bearer's grants, with blanks between. */
  private static final Authenticator BY_NAME =
      (token, now) ->
          token.equals("stranger")
              ? null
              : new Identity.Known(
                  new Caller("a-caller", Grants.of(List.of(token.split(" ", -1)))));

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer(new Access(List.of(BY_NAME), () -> 0));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> send(String method, String path, @Nullable String token)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri(path))
            .header("Content-Type", "application/json")
            .method(
                method,
                method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(ROW));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void everyRouteDeclaresWhatItNeeds() {
    Set<String> declared = new TreeSet<>();
    Routes.ALL.forEach(
        rule -> declared.add(rule.method().toLowerCase(Locale.ROOT) + " " + rule.template()));
    assertThat(declared)
        .as("add the route, with its role, to Routes")
        .isEqualTo(DeclaredRoutes.of(server));
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/models/intent/predict, predict, 200",
    "POST, /v1/models/intent/predict, predict:intent, 200",
    "POST, /v1/models/intent/predict, admin, 200",
    "POST, /v1/models/intent/predict, predict:price, 403",
    "POST, /v1/models/intent/predict, read feedback, 403",
    "POST, /v1/models/intent/predict, stranger, 401",
    "POST, /v1/models/intent/predict,, 401",
    "GET, /v2/models/intent, predict:intent, 200",
    "GET, /v2/models/intent, read:intent, 200",
    "GET, /v2/models/intent, feedback, 403",
    "GET, /v2, feedback:intent, 200",
    "GET, /v2,, 401",
    "GET, /openapi.yml, feedback:intent, 200",
    "GET, /metrics, read, 200",
    "GET, /metrics, read:intent, 403",
    "GET, /metrics,, 401",
    "GET, /, read, 200",
    "GET, /v1/nothing, read, 403",
    "GET, /v1/nothing, admin, 404",
    "GET, /v1/nothing,, 401",
    "DELETE, /v1/models/intent/predict, predict, 403",
  })
  void aRouteIsOpenToItsRolesAlone(String method, String path, @Nullable String token, int status)
      throws Exception {
    assertThat(send(method, path, token).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v2/health/live", "/v2/health/ready"})
  void healthIsOpen(String path) throws Exception {
    assertThat(send("GET", path, null).statusCode()).isEqualTo(200);
    assertThat(send("GET", path, "stranger").statusCode()).isEqualTo(200);
  }

  @Test
  void aRefusalSaysWhichRoleIsMissing() throws Exception {
    HttpResponse<String> answer = send("PUT", "/v1/models/intent/aliases/production", "read");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("\"status\":403", "lacks the role 'admin' for this model");
    HttpResponse<String> all = send("GET", "/metrics", "predict");
    assertThat(all.body()).contains("'read', which is needed here for all models");
  }

  @Test
  void nobodyIsAskedForAToken() throws Exception {
    HttpResponse<String> answer = send("GET", "/v1/models", null);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).get().asString().contains("Bearer");
    assertThat(answer.body()).contains("Authorization: Bearer");
  }

  @Test
  void theOpenInferenceProtocolHasErrorsOfItsOwn() throws Exception {
    for (String token : new String[] {"read", "stranger"}) {
      HttpResponse<String> answer = send("POST", "/v2/models/intent/infer", token);
      assertThat(answer.body()).startsWith("{\"error\":\"").doesNotContain("status");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"predict:price", "read:price", "feedback"})
  void whoMayNotReadIsNotToldWhetherAModelExists(String token) throws Exception {
    for (String path : new String[] {"/predict", "/feedback", "/versions/3", "/aliases/x"}) {
      String method = path.startsWith("/versions") ? "GET" : path.endsWith("x") ? "PUT" : "POST";
      if (token.equals("feedback") && path.equals("/feedback")) {
        continue;
      }
      HttpResponse<String> there = send(method, "/v1/models/intent" + path, token);
      HttpResponse<String> absent = send(method, "/v1/models/absent" + path, token);
      assertThat(there.statusCode()).as(path).isEqualTo(403);
      assertThat(absent.body()).as(path).isEqualTo(there.body());
      assertThat(absent.headers().map()).isEqualTo(there.headers().map());
    }
  }

  @Test
  void aRequestThatIsRefusedDoesNotReachTheModelNorItsFigures() throws Exception {
    int rows = server.models.intent.rows.size();
    int requests = server.models.intent.requests.size();
    long before = server.refusals.total(ErrorCode.FORBIDDEN);
    send("POST", "/v1/models/intent/predict", "read");
    assertThat(server.models.intent.rows).hasSize(rows);
    assertThat(server.models.intent.requests).hasSize(requests);
    assertThat(server.refusals.total(ErrorCode.FORBIDDEN)).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PUT /v1/models/intent/%61liases/production",
        "PUT /v1/models/intent/aliases/production/",
        "PUT //v1/models/intent/aliases/production",
        "put /v1/models/intent/aliases/production",
        "PUT /v1/models/intent%2Faliases%2Fproduction",
        "PUT http://localhost/v1/models/intent/aliases/production",
        "DELETE /v1/subjects/x;y",
        "OPTIONS *",
      })
  void noSpellingOfAPathOpensIt(String line) throws Exception {
    String request =
        line
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Authorization: Bearer read predict feedback\r\nContent-Length: 2\r\n\r\n{}";
    assertThat(server.raw(request)).startsWith("HTTP/1.1 403 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: bearer admin",
        "Authorization: BEARER  admin ",
      })
  void theSchemeIsReadInAnyCaseOfLetters(String header) throws Exception {
    assertThat(server.raw("GET /v2 HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Basic admin",
        "Authorization: admin",
        "Authorization: Bearer",
        "X-Authorization: Bearer admin",
        "Authorization: Basic x\r\nAuthorization: Bearer admin",
      })
  void whatIsNoBearerTokenIsNone(String header) throws Exception {
    assertThat(server.raw("GET /v2 HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\n"))
        .startsWith("HTTP/1.1 401 ");
  }

  @Test
  void thePortOfScrapesAsksForTheSameRole() throws Exception {
    String address = "http://127.0.0.1:" + server.metricsPort();
    HttpRequest live = HttpRequest.newBuilder(URI.create(address + "/v2/health/live")).build();
    assertThat(CLIENT.send(live, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    HttpRequest.Builder scrape = HttpRequest.newBuilder(URI.create(address + "/metrics"));
    assertThat(CLIENT.send(scrape.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    HttpRequest read = scrape.header("Authorization", "Bearer read").build();
    assertThat(CLIENT.send(read, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }
}
