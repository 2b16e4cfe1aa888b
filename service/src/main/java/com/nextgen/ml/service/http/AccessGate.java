package com.nextgen.ml.service.http;

import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.fault.Refusal;
import io.netty.handler.codec.http.HttpRequest;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Lets requests pass whose sender may do what they ask. There is none where everybody may. */
public interface AccessGate {
  /** What an answer of 401 asks for (RFC 6750). */
  String CHALLENGE = "Bearer realm=\"ml-service\"";

  /**
   * Looks at a request whose body has not been read, on an event loop.
   *
   * @param path the target without its query
   * @param from where it came from
   * @return null if it may go on
   */
  @Nullable Refusal refusal(HttpRequest request, String path, @Nullable SocketAddress from);

  /** Returns whether only a gate refuses so. */
  static boolean isItsOwn(ErrorCode code) {
    return code == ErrorCode.UNAUTHENTICATED || code == ErrorCode.FORBIDDEN;
  }
}
