package com.nextgen.ml.service.http.report;

import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.drift.DriftReportJson;
import com.nextgen.ml.service.history.HistoryReports;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Responses;
import com.nextgen.ml.service.http.Versions;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.check.DriftAnswer;
import com.nextgen.ml.service.monitor.live.SegmentReportsJson;
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
@ExecuteOn(Responses.REPORTS)
@Requires(beans = Monitor.class)
final class DriftRoutes {
  private final Versions versions;
  private final Monitor monitor;
  private final @Nullable HistoryReports kept;

  /**
   * @param kept null if counts are not kept
   */
  DriftRoutes(Versions versions, Monitor monitor, @Nullable HistoryReports kept) {
    this.versions = versions;
    this.monitor = monitor;
    this.kept = kept;
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
    return TimeRange.isAsked(from, to)
        ? past(model, null, from, to, window, against, segment)
        : report(model, null, window, against, segment);
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
    return TimeRange.isAsked(from, to)
        ? past(model, version, from, to, window, against, segment)
        : report(model, version, window, against, segment);
  }

  /** Of a stretch of time that has passed. */
  private MutableHttpResponse<byte[]> past(
      String model,
      @Nullable String version,
      @Nullable String from,
      @Nullable String to,
      @Nullable String window,
      @Nullable String against,
      @Nullable String segment) {
    if (kept == null) {
      throw TimeRange.notKept();
    }
    if (window != null || segment != null || (against != null && !against.equals("baseline"))) {
      throw HttpProblem.invalid(
          "'from' and 'to' are held against the baseline; leave out window=, against=, segment=");
    }
    TimeRange stretch = TimeRange.read(from, to);
    VersionId id;
    try (Lease lease = versions.lease(model, version)) {
      id = lease.version().id();
    }
    DriftReport report = PastAnswers.found(kept.drift(id, stretch.from(), stretch.to()));
    return Responses.json(HttpStatus.OK, DriftReportJson.toBytes(report));
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
      return Responses.json(
          HttpStatus.OK,
          SegmentReportsJson.toBytes(
              id, segments.column(), segments.window(), segments.reports(), true));
    }
    if (answer instanceof DriftAnswer.Computed computed) {
      return Responses.json(HttpStatus.OK, DriftReportJson.toBytes(computed.report()));
    }
    throw ReportProblems.problem((DriftAnswer.Refused) answer);
  }
}
