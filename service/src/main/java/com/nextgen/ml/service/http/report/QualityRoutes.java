package com.nextgen.ml.service.http.report;

import com.nextgen.ml.monitoring.quality.QualityReportJson;
import com.nextgen.ml.service.history.HistoryReports;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Responses;
import com.nextgen.ml.service.http.Versions;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.check.DriftAnswer;
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

/** Data-quality reports, computed when they are asked for. */
@Controller(value = "/v1/models/{model}", produces = MediaType.ALL)
@ExecuteOn(Responses.REPORTS)
@Requires(beans = Monitor.class)
final class QualityRoutes {
  private final Versions versions;
  private final Monitor monitor;
  private final @Nullable HistoryReports kept;

  /**
   * @param kept null if counts are not kept
   */
  QualityRoutes(Versions versions, Monitor monitor, @Nullable HistoryReports kept) {
    this.versions = versions;
    this.monitor = monitor;
    this.kept = kept;
  }

  /** Of the version in production. */
  @Get("/quality")
  MutableHttpResponse<byte[]> quality(
      @PathVariable String model,
      @QueryValue @Nullable String window,
      @QueryValue @Nullable String against,
      @QueryValue @Nullable String from,
      @QueryValue @Nullable String to) {
    return report(model, null, window, against, from, to);
  }

  /** Of one version. */
  @Get("/versions/{version}/quality")
  MutableHttpResponse<byte[]> quality(
      @PathVariable String model,
      @PathVariable String version,
      @QueryValue @Nullable String window,
      @QueryValue @Nullable String against,
      @QueryValue @Nullable String from,
      @QueryValue @Nullable String to) {
    return report(model, version, window, against, from, to);
  }

  private MutableHttpResponse<byte[]> report(
      String model,
      @Nullable String version,
      @Nullable String window,
      @Nullable String against,
      @Nullable String from,
      @Nullable String to) {
    if (against != null && !against.equals("baseline")) {
      throw HttpProblem.invalid("data quality is held against the baseline; leave out against=");
    }
    VersionId id;
    try (Lease lease = versions.lease(model, version)) {
      id = lease.version().id();
    }
    if (!TimeRange.isAsked(from, to)) {
      return now(id, window);
    }
    if (kept == null) {
      throw TimeRange.notKept();
    }
    if (window != null) {
      throw HttpProblem.invalid("'from' and 'to' say which time; leave out window=");
    }
    TimeRange stretch = TimeRange.read(from, to);
    return Responses.json(
        HttpStatus.OK,
        QualityReportJson.toBytes(
            PastAnswers.found(kept.quality(id, stretch.from(), stretch.to()))));
  }

  private MutableHttpResponse<byte[]> now(VersionId id, @Nullable String window) {
    DriftAnswer answer = monitor.quality(id, window);
    if (answer instanceof DriftAnswer.ComputedQuality computed) {
      return Responses.json(HttpStatus.OK, QualityReportJson.toBytes(computed.report()));
    }
    throw ReportProblems.problem((DriftAnswer.Refused) answer);
  }
}
