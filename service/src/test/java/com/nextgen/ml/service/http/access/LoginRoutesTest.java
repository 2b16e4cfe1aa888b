package com.nextgen.ml.service.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.access.Access;
import com.nextgen.ml.service.access.Caller;
import com.nextgen.ml.service.access.Grants;
import com.nextgen.ml.service.access.Identity;
import com.nextgen.ml.service.http.TestServer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What browsers send and get, byte by byte. */
class LoginRoutesTest {
  private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([0-9a-f]+)\"");
  private static final Pattern FORM_COOKIE = Pattern.compile("(ml-service-form=[0-9a-f]+);");
  private static final String ROW =
      "{\"instances\":[{\"features\":{\"value\":1,\"age\":2,\"month\":\"Nov\",\"weekend\":true}}]}";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server =
        new TestServer(
            new Access(
                List.of(
                    (token, now) ->
                        token.equals("good-token")
                            ? new Identity.Known(
                                new Caller("an<na", Grants.of(List.of("read", "predict"))))
                            : null),
                () -> 0));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String get(String path, String... headers) throws Exception {
    return server.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + lines(headers) + "\r\n");
  }

  private static String post(String path, String type, String body, String... headers)
      throws Exception {
    return server.raw(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
            + type
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n"
            + lines(headers)
            + "\r\n"
            + body);
  }

  private static String form(String path, String body, String... headers) throws Exception {
    return post(path, "application/x-www-form-urlencoded", body, headers);
  }

  private static String lines(String... headers) {
    return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  private static String login(String token) throws Exception {
    String page = get("/login");
    return form(
        "/login",
        "key=" + found(KEY, page) + "&token=" + token,
        "Cookie: " + found(FORM_COOKIE, page),
        "Origin: http://localhost",
        "Sec-Fetch-Site: same-origin");
  }

  @Test
  void aGoodTokenGetsACookieThatNoScriptReadsAndNoOtherPageSends() throws Exception {
    String answer = login("good-token");
    assertThat(answer).startsWith("HTTP/1.1 303 ").containsIgnoringCase("location: /\r\n");
    String cookie =
        answer.lines().filter(line -> line.contains("ml-service-token")).findAny().get();
    assertThat(cookie)
        .containsIgnoringCase("; HttpOnly")
        .contains("ml-service-token=good-token", "SameSite=Strict", "Path=/")
        .contains("Max-Age=43200")
        .doesNotContain("Domain");
    String home = get("/", "Cookie: a=b; ml-service-token=good-token");
    assertThat(home).startsWith("HTTP/1.1 200 ");
    assertThat(get("/", "Cookie: ml-service-token=bad")).startsWith("HTTP/1.1 401 ");
    assertThat(get("/", "Cookie: xml-service-token=good-token")).startsWith("HTTP/1.1 401 ");
  }

  @Test
  void aBadTokenGetsNoneAndIsNotRepeated() throws Exception {
    assertThat(login("bad-token"))
        .startsWith("HTTP/1.1 401 ")
        .doesNotContain("bad-token", "set-cookie: ml-service-token");
  }

  @Test
  void aFormOfAnotherBrowserLogsNobodyIn() throws Exception {
    String mine = get("/login");
    String theirs = get("/login");
    String body = "key=" + found(KEY, theirs) + "&token=good-token";
    assertThat(form("/login", body, "Cookie: " + found(FORM_COOKIE, mine)))
        .startsWith("HTTP/1.1 403 ");
    assertThat(form("/login", body)).startsWith("HTTP/1.1 403 ");
    assertThat(form("/login", "token=good-token", "Cookie: " + found(FORM_COOKIE, mine)))
        .startsWith("HTTP/1.1 403 ");
  }

  @Test
  void aPageOfAnotherOriginLogsNobodyInOrOut() throws Exception {
    for (String path : new String[] {"/login", "/logout"}) {
      assertThat(form(path, "token=good-token", "Origin: https://evil.example"))
          .startsWith("HTTP/1.1 403 ");
    }
  }

  @Test
  void onlyTheFormOfTheSessionEndsIt() throws Exception {
    String session = "Cookie: ml-service-token=good-token";
    String page = get("/login", session);
    assertThat(page).contains("You are an&lt;na.").doesNotContain("good-token");
    String origin = "Origin: http://localhost";
    assertThat(form("/logout", "key=0", session, origin)).startsWith("HTTP/1.1 403 ");
    assertThat(form("/logout", "key=" + found(KEY, page), session)).contains("needs 'Origin'");
    assertThat(form("/logout", "key=" + found(KEY, page), session, origin))
        .startsWith("HTTP/1.1 303 ")
        .contains("ml-service-token=;", "Max-Age=0");
  }

  @Test
  void aChangeByCookieNeedsThePageItComesFrom() throws Exception {
    String path = "/v1/models/intent/predict";
    String cookie = "Cookie: ml-service-token=good-token";
    assertThat(post(path, "application/json", ROW, cookie)).startsWith("HTTP/1.1 403 ");
    assertThat(post(path, "application/json", ROW, cookie, "Origin: http://localhost"))
        .startsWith("HTTP/1.1 200 ");
    assertThat(post(path, "application/json", ROW, "Authorization: Bearer good-token"))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aHeaderGoesBeforeTheCookie() throws Exception {
    assertThat(get("/", "Cookie: ml-service-token=good-token", "Authorization: Bearer bad"))
        .startsWith("HTTP/1.1 401 ");
  }

  @Test
  void formsAreTakenNowhereElse() throws Exception {
    assertThat(form("/v1/models/intent/predict", "a=b", "Authorization: Bearer good-token"))
        .startsWith("HTTP/1.1 415 ");
    assertThat(post("/login", "text/plain", "a=b")).startsWith("HTTP/1.1 415 ");
    assertThat(form("/login", "key=%zz&token=%")).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void pagesSayThatNothingMayBeLoadedRunOrFramed() throws Exception {
    for (String page : new String[] {get("/login"), get("/", "Authorization: Bearer good-token")}) {
      assertThat(page.toLowerCase(Locale.ROOT))
          .contains(
              "content-security-policy: default-src 'none';",
              "frame-ancestors 'none'",
              "x-content-type-options: nosniff",
              "x-frame-options: deny",
              "referrer-policy: same-origin",
              "cache-control: no-store")
          .doesNotContain("script-src", "<script");
    }
  }
}
