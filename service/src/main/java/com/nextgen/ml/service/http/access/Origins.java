package com.nextgen.ml.service.http.access;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Spells where requests come from: of a proxy's requests, the proxy. */
final class Origins {
  private Origins() {}

  static String text(@Nullable SocketAddress from) {
    return from instanceof InetSocketAddress address && address.getAddress() != null
        ? address.getAddress().getHostAddress()
        : "unknown";
  }
}
