package com.nextgen.ml.service.http.access;

import static io.netty.handler.codec.http.HttpHeaderNames.AUTHORIZATION;
import static io.netty.handler.codec.http.HttpHeaderNames.ORIGIN;

import com.nextgen.ml.service.access.Access;
import com.nextgen.ml.service.access.Caller;
import com.nextgen.ml.service.access.audit.Refusals;
import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.fault.Refusal;
import com.nextgen.ml.service.http.AccessGate;
import io.micronaut.context.annotation.Requires;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Asks for a token in {@code Authorization}, or in the cookie that a login gave. */
@Singleton
@Requires(beans = Access.class)
final class TokenGate implements AccessGate {
  private static final Refusal FROM_NOWHERE =
      new Refusal(
          ErrorCode.FORBIDDEN,
          "a change by a browser's cookie needs 'Origin'; programs send 'Authorization'");

  private final Access access;
  private final Refusals refusals;

  TokenGate(Access access, Refusals refusals) {
    this.access = access;
    this.refusals = refusals;
  }

  @Override
  public @Nullable Refusal refusal(HttpRequest request, String path, @Nullable SocketAddress from) {
    HttpHeaders headers = request.headers();
    String token = Tokens.of(headers);
    Access.Decision decision = access.decide(request.method().name(), path, token);
    Refusal refusal = decision.refusal();
    if (refusal == null && token != null && isUnsafe(request) && !headers.contains(AUTHORIZATION)) {
      refusal = isFromPage(headers) ? null : FROM_NOWHERE;
    }
    if (refusal != null) {
      Caller caller = decision.caller();
      refusals.add(caller == null ? null : caller.name(), Origins.text(from), refusal);
    }
    return refusal;
  }

  private static boolean isUnsafe(HttpRequest request) {
    HttpMethod method = request.method();
    return !method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD);
  }

  /** Browsers say where a change comes from; that it is this origin was looked at before. */
  private static boolean isFromPage(HttpHeaders headers) {
    return headers.contains(ORIGIN) || headers.contains("sec-fetch-site");
  }
}
