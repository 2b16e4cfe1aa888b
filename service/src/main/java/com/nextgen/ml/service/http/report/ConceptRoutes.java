package com.nextgen.ml.service.http.report;

import com.nextgen.ml.monitoring.concept.ConceptReport;
import com.nextgen.ml.monitoring.concept.ConceptReportJson;
import com.nextgen.ml.service.concept.ConceptWatch;
import com.nextgen.ml.service.http.Responses;
import com.nextgen.ml.service.http.Versions;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.page.text.ConceptText;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/**
 * Whether the relation of inputs to target changed, as the detectors that are fed with labels say.
 */
@Controller(value = "/v1/models/{model}", produces = MediaType.ALL)
@ExecuteOn(Responses.REPORTS)
@Requires(beans = ConceptWatch.class)
final class ConceptRoutes {
  private final Versions versions;
  private final ConceptWatch concept;

  ConceptRoutes(Versions versions, ConceptWatch concept) {
    this.versions = versions;
    this.concept = concept;
  }

  /** Of the version in production. */
  @Get("/concept")
  MutableHttpResponse<byte[]> concept(
      @PathVariable String model, @QueryValue @Nullable String format) {
    return report(model, null, format);
  }

  /** Of one version. */
  @Get("/versions/{version}/concept")
  MutableHttpResponse<byte[]> concept(
      @PathVariable String model,
      @PathVariable String version,
      @QueryValue @Nullable String format) {
    return report(model, version, format);
  }

  private MutableHttpResponse<byte[]> report(
      String model, @Nullable String version, @Nullable String format) {
    ReportFormat asked = ReportFormat.read(format);
    VersionId id;
    ConceptReport report;
    try (Lease lease = versions.lease(model, version)) {
      id = lease.version().id();
      report = concept.report(lease.version());
    }
    return asked.answer(
        () -> ConceptReportJson.toBytes(report),
        () -> ConceptText.of(report, id.model() + " version " + id.version()));
  }
}
