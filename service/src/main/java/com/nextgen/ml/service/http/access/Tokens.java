package com.nextgen.ml.service.http.access;

import com.nextgen.ml.service.access.Access;
import io.micronaut.http.HttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** Finds the token that a request shows: in {@code Authorization}, else in the browser's cookie. */
final class Tokens {
  private Tokens() {}

  /** The token; null if the request shows none. */
  static @Nullable String of(HttpHeaders headers) {
    String authorization = headers.get(HttpHeaderNames.AUTHORIZATION);
    return authorization != null
        ? Access.bearer(authorization)
        : Session.token(headers.get(HttpHeaderNames.COOKIE));
  }

  /** The token; null if the request shows none. */
  static @Nullable String of(HttpRequest<?> request) {
    String authorization = request.getHeaders().get("Authorization");
    return authorization != null
        ? Access.bearer(authorization)
        : Session.token(request.getHeaders().get("Cookie"));
  }
}
