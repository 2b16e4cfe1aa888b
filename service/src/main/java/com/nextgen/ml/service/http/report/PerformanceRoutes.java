package com.nextgen.ml.service.http.report;

import com.nextgen.ml.monitoring.performance.PerformanceReportJson;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Responses;
import com.nextgen.ml.service.http.Versions;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.check.PerformanceAnswer;
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

/** Performance reports, computed when they are asked for. */
@Controller(value = "/v1/models/{model}", produces = MediaType.ALL)
@ExecuteOn(Responses.REPORTS)
@Requires(beans = Monitor.class)
final class PerformanceRoutes {
  private final Versions versions;
  private final Monitor monitor;

  PerformanceRoutes(Versions versions, Monitor monitor) {
    this.versions = versions;
    this.monitor = monitor;
  }

  /** Of the version in production. */
  @Get("/performance")
  MutableHttpResponse<byte[]> performance(
      @PathVariable String model,
      @QueryValue @Nullable String window,
      @QueryValue @Nullable String against,
      @QueryValue @Nullable String by,
      @QueryValue @Nullable String from,
      @QueryValue @Nullable String to) {
    needNoHistory(from, to);
    return report(model, null, window, against, by);
  }

  /** Of one version. */
  @Get("/versions/{version}/performance")
  MutableHttpResponse<byte[]> performance(
      @PathVariable String model,
      @PathVariable String version,
      @QueryValue @Nullable String window,
      @QueryValue @Nullable String against,
      @QueryValue @Nullable String by,
      @QueryValue @Nullable String from,
      @QueryValue @Nullable String to) {
    needNoHistory(from, to);
    return report(model, version, window, against, by);
  }

  private static void needNoHistory(@Nullable String from, @Nullable String to) {
    if (TimeRange.isAsked(from, to)) {
      throw HttpProblem.invalid("performance is reported by window=; leave out 'from' and 'to'");
    }
  }

  private static boolean isMatured(@Nullable String by, @Nullable String against) {
    if (by == null || by.equals("arrival")) {
      return false;
    }
    if (!by.equals("prediction")) {
      throw HttpProblem.invalid(
          "by '" + Messages.quoted(by) + "' is not one of arrival, prediction");
    }
    if (against != null && !against.equals("baseline")) {
      throw HttpProblem.invalid("verdicts by prediction time are against the baseline alone");
    }
    return true;
  }

  private MutableHttpResponse<byte[]> report(
      String model,
      @Nullable String version,
      @Nullable String window,
      @Nullable String against,
      @Nullable String by) {
    boolean matured = isMatured(by, against);
    VersionId id;
    try (Lease lease = versions.lease(model, version)) {
      id = lease.version().id();
    }
    PerformanceAnswer answer =
        matured ? monitor.maturedPerformance(id, window) : monitor.performance(id, window, against);
    if (answer instanceof PerformanceAnswer.Computed computed) {
      return Responses.json(HttpStatus.OK, PerformanceReportJson.toBytes(computed.report()));
    }
    throw ReportProblems.problem(((PerformanceAnswer.Refused) answer).refused());
  }
}
