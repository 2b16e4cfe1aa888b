package com.nextgen.ml.service.serving;

import org.jspecify.annotations.Nullable;

/** The header {@code traceparent} of a W3C trace context. */
public final class TraceParent {
  private static final int TRACE_FROM = 3;
  private static final int TRACE_TO = 35;
  private static final int TRACE_PARENT = 55;

  private TraceParent() {}

  /**
   * Returns the trace id of a W3C trace context header; null if it is absent, malformed or all
   * zero.
   */
  public static @Nullable String traceId(@Nullable String traceParent) {
    if (traceParent == null
        || traceParent.length() != TRACE_PARENT
        || !traceParent.startsWith("00-")
        || traceParent.charAt(TRACE_TO) != '-') {
      return null;
    }
    String id = traceParent.substring(TRACE_FROM, TRACE_TO);
    boolean zero = true;
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
        return null;
      }
      zero &= c == '0';
    }
    return zero ? null : id;
  }
}
