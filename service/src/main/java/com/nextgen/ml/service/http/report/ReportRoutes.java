package com.nextgen.ml.service.http.report;

import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.fault.Refusal;
import com.nextgen.ml.service.history.HistoryReports;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.QueryParameters;
import com.nextgen.ml.service.http.Responses;
import com.nextgen.ml.service.http.Versions;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.check.Check;
import com.nextgen.ml.service.monitor.check.ReportQuery;
import com.nextgen.ml.service.monitor.check.ReportResult;
import com.nextgen.ml.service.monitor.check.ReportResult.Refused;
import com.nextgen.ml.service.monitor.kind.Checks;
import io.micronaut.context.annotation.Executable;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Reports of all kinds, made when they are asked for; {@link ReportPaths} says where. */
@Singleton
@ExecuteOn(Responses.REPORTS)
@Requires(beans = Monitor.class)
class ReportRoutes {
  private static final Refusal NOT_KEPT =
      new Refusal(
          ErrorCode.INVALID, "'from' and 'to' need history, which is not kept; use window=");

  private final Versions versions;
  private final Monitor monitor;
  private final @Nullable HistoryReports kept;

  /**
   * @param kept null if counts are not kept
   */
  ReportRoutes(Versions versions, Monitor monitor, @Nullable HistoryReports kept) {
    this.versions = versions;
    this.monitor = monitor;
    this.kept = kept;
  }

  /** Of the version in production. */
  @Executable
  @QueryParameters(QueryParameters.OWN)
  @Produces(MediaType.ALL)
  MutableHttpResponse<byte[]> report(HttpRequest<?> request, @PathVariable String model) {
    return answer(request, model, null);
  }

  /** Of one version. */
  @Executable
  @QueryParameters(QueryParameters.OWN)
  @Produces(MediaType.ALL)
  MutableHttpResponse<byte[]> report(
      HttpRequest<?> request, @PathVariable String model, @PathVariable String version) {
    return answer(request, model, version);
  }

  private MutableHttpResponse<byte[]> answer(
      HttpRequest<?> request, String model, @Nullable String version) {
    String template = BasicHttpAttributes.getUriTemplate(request).orElseThrow();
    String path = template.substring(template.lastIndexOf('/') + 1);
    HttpParameters parameters = request.getParameters();
    ReportQueryReader.needKnown(path, parameters);
    VersionId id;
    try (Lease lease = versions.lease(model, version)) {
      id = lease.version().id();
    }
    return answer(Checks.asked(path, parameters.names()), id, parameters);
  }

  private <R> MutableHttpResponse<byte[]> answer(
      Check<R> check, VersionId id, HttpParameters parameters) {
    ReportFormat format = ReportFormat.read(parameters.get(ReportFormat.PARAMETER));
    ReportQuery query = ReportQueryReader.read(check, parameters);
    R report = report(check, id, query).orElseThrow(HttpProblem::of);
    return format.answer(() -> check.json(report), () -> check.text(report));
  }

  private <R> ReportResult<R> report(Check<R> check, VersionId id, ReportQuery query) {
    if (query.range() == null) {
      return monitor.report(check, id, query);
    }
    Refusal objection = check.objection(query);
    if (objection != null) {
      return new Refused<>(objection);
    }
    return kept == null ? new Refused<>(NOT_KEPT) : kept.report(check, id, query);
  }
}
