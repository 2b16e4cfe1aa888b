package com.nextgen.ml.service.http;

import com.nextgen.ml.service.fault.ErrorReason;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.serving.TraceParent;
import jakarta.inject.Singleton;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Counts inference requests that were refused before a route saw them, where it is known whose. */
@Singleton
final class RefusedRequests {
  private static final Pattern INFERENCE =
      Pattern.compile(
          "/v[12]/models/(?<model>[^/?]{1,128})(?:/versions/(?<version>[1-9]\\d{0,8}))?"
              + "/(?:infer|predict)");

  private final Versions versions;

  RefusedRequests(Versions versions) {
    this.versions = versions;
  }

  /**
   * Tells the observer, if the path is that of an inference request of a loaded version.
   *
   * @param traceParent the request's W3C trace context
   */
  void count(String path, ErrorReason reason, @Nullable String traceParent) {
    Matcher matcher = INFERENCE.matcher(path);
    if (!matcher.matches()) {
      return;
    }
    Lease lease = versions.find(matcher.group("model"), matcher.group("version"));
    if (lease != null) {
      try (lease) {
        lease.version().observer().onRequest(0, reason, TraceParent.traceId(traceParent));
      }
    }
  }
}
