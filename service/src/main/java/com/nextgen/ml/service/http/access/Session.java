package com.nextgen.ml.service.http.access;

import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a browser keeps after a login: the token itself, where no script can read it. So a token
 * that is taken away ends its sessions, and every replica knows them.
 */
final class Session {
  /** How long a browser keeps it. */
  static final Duration LASTS = Duration.ofHours(12);

  static final String NAME = "ml-service-token";

  private Session() {}

  /** The cookie of a session. */
  static Cookie of(String token, boolean secure) {
    return cookie(token, secure).maxAge(LASTS);
  }

  /** What makes a browser forget it. */
  static Cookie none(boolean secure) {
    return cookie("", secure).maxAge(0);
  }

  private static Cookie cookie(String value, boolean secure) {
    return Cookie.of(NAME, value).httpOnly(true).sameSite(SameSite.Strict).secure(secure).path("/");
  }

  /** The token in a header {@code Cookie}; null if there is none. */
  static @Nullable String token(@Nullable String cookies) {
    return value(cookies, NAME);
  }

  /** The value of the first cookie of a name; null if there is none, or it is empty. */
  static @Nullable String value(@Nullable String cookies, String name) {
    int from = 0;
    while (cookies != null && from < cookies.length()) {
      int semicolon = cookies.indexOf(';', from);
      int end = semicolon < 0 ? cookies.length() : semicolon;
      String pair = cookies.substring(from, end).strip();
      if (pair.startsWith(name) && pair.startsWith("=", name.length())) {
        String value = pair.substring(name.length() + 1);
        return value.isEmpty() ? null : value;
      }
      from = end + 1;
    }
    return null;
  }

  /**
   * What a form of a page of this session carries: only who knows the token knows it, and it tells
   * nothing of the token.
   */
  static String formKey(String token) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(sha256.digest(("form " + token).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
