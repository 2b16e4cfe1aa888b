package com.nextgen.ml.service.http;

import com.nextgen.ml.monitoring.drift.DriftReportJson;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.DriftAnswer;
import com.nextgen.ml.service.monitor.Monitor;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** Drift reports, computed when they are asked for. */
@Controller(value = "/v1/models/{model}", produces = MediaType.ALL)
@ExecuteOn(Answers.REPORTS)
@Requires(beans = Monitor.class)
final class DriftRoutes {
  private final Versions versions;
  private final Monitor monitor;

  DriftRoutes(Versions versions, Monitor monitor) {
    this.versions = versions;
    this.monitor = monitor;
  }

  /** Of the version in production. */
  @Get("/drift")
  MutableHttpResponse<byte[]> drift(
      @PathVariable String model,
      @QueryValue @Nullable String window,
      @QueryValue @Nullable String against,
      @QueryValue @Nullable String segment,
      @QueryValue @Nullable String from,
      @QueryValue @Nullable String to) {
    needNoHistory(from, to);
    return report(model, null, window, against, segment);
  }

  /** Of one version. */
  @Get("/versions/{version}/drift")
  MutableHttpResponse<byte[]> drift(
      @PathVariable String model,
      @PathVariable String version,
      @QueryValue @Nullable String window,
      @QueryValue @Nullable String against,
      @QueryValue @Nullable String segment,
      @QueryValue @Nullable String from,
      @QueryValue @Nullable String to) {
    needNoHistory(from, to);
    return report(model, version, window, against, segment);
  }

  private static void needNoHistory(@Nullable String from, @Nullable String to) {
    if (from != null || to != null) {
      throw HttpProblem.invalid(
          "'" + (from == null ? "to" : "from") + "' needs history, which is not kept; use window=");
    }
  }

  private MutableHttpResponse<byte[]> report(
      String model,
      @Nullable String version,
      @Nullable String window,
      @Nullable String against,
      @Nullable String segment) {
    if (segment != null && against != null && !against.equals("baseline")) {
      throw HttpProblem.invalid("segments are held against the baseline; leave out against=");
    }
    VersionId id;
    try (Lease lease = versions.lease(model, version)) {
      id = lease.version().id();
    }
    DriftAnswer answer =
        segment == null
            ? monitor.report(id, window, against)
            : monitor.segments(id, segment, window);
    if (answer instanceof DriftAnswer.Segmented segments) {
      return Answers.json(HttpStatus.OK, SegmentDocument.of(id, segments));
    }
    if (answer instanceof DriftAnswer.Computed computed) {
      return Answers.json(HttpStatus.OK, DriftReportJson.toBytes(computed.report()));
    }
    DriftAnswer.Refused refused = (DriftAnswer.Refused) answer;
    throw switch (refused.refusal()) {
      case UNKNOWN_VERSION -> HttpProblem.notFound(refused.message());
      case UNKNOWN_WINDOW, UNKNOWN_REFERENCE, UNKNOWN_SEGMENT ->
          HttpProblem.invalid(refused.message());
      case NOT_COMPARABLE -> HttpProblem.conflict(refused.message());
      case UNAVAILABLE -> HttpProblem.overload(refused.message());
    };
  }
}
