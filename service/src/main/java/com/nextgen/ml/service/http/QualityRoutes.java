package com.nextgen.ml.service.http;

import com.nextgen.ml.monitoring.quality.QualityReportJson;
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

/** Data-quality reports, computed when they are asked for. */
@Controller(value = "/v1/models/{model}", produces = MediaType.ALL)
@ExecuteOn(Answers.REPORTS)
@Requires(beans = Monitor.class)
final class QualityRoutes {
  private final Versions versions;
  private final Monitor monitor;

  QualityRoutes(Versions versions, Monitor monitor) {
    this.versions = versions;
    this.monitor = monitor;
  }

  /** Of the version in production. */
  @Get("/quality")
  MutableHttpResponse<byte[]> quality(
      @PathVariable String model, @QueryValue @Nullable String window) {
    return report(model, null, window);
  }

  /** Of one version. */
  @Get("/versions/{version}/quality")
  MutableHttpResponse<byte[]> quality(
      @PathVariable String model,
      @PathVariable String version,
      @QueryValue @Nullable String window) {
    return report(model, version, window);
  }

  private MutableHttpResponse<byte[]> report(
      String model, @Nullable String version, @Nullable String window) {
    VersionId id;
    try (Lease lease = versions.lease(model, version)) {
      id = lease.version().id();
    }
    DriftAnswer answer = monitor.quality(id, window);
    if (answer instanceof DriftAnswer.ComputedQuality computed) {
      return Answers.json(HttpStatus.OK, QualityReportJson.toBytes(computed.report()));
    }
    throw Refusals.problem((DriftAnswer.Refused) answer);
  }
}
