package com.nextgen.ml.service.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import java.nio.charset.StandardCharsets;

/** Answers with a page for people, and says what browsers may do with it: hardly anything. */
public final class Pages {
  /**
   * Nothing is loaded from anywhere, no script runs, nobody frames the page. Styles stand in the
   * pages themselves, whose texts are escaped.
   */
  static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";

  private Pages() {}

  /** Returns a page with the headers of all pages. */
  public static MutableHttpResponse<byte[]> html(String page) {
    return html(page.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a page with the headers of all pages. */
  public static MutableHttpResponse<byte[]> html(byte[] page) {
    return HttpResponse.ok(page)
        .contentType("text/html; charset=utf-8")
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        // Not no-referrer: the page's own forms would then be sent with 'Origin: null'.
        .header("Referrer-Policy", "same-origin")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Cache-Control", "no-store");
  }
}
