package com.nextgen.ml.service.http.report;

import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.policy.DurationSpelling;
import com.nextgen.ml.service.history.HistoryReports;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Responses;
import com.nextgen.ml.service.http.Versions;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.registry.RegistryException;
import com.nextgen.ml.service.registry.yaml.SchemaYaml;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells what another monitoring policy would have made of the counts that are kept. */
@Controller(value = "/v1/models/{model}", produces = MediaType.ALL)
@ExecuteOn(Responses.REPORTS)
@Requires(beans = HistoryReports.class)
final class RehearsalRoutes {
  static final String YAML = "application/yaml";
  private static final Duration USUAL = Duration.ofDays(30);
  private static final Duration LONGEST = Duration.ofDays(366);

  private final Versions versions;
  private final HistoryReports kept;

  RehearsalRoutes(Versions versions, HistoryReports kept) {
    this.versions = versions;
    this.kept = kept;
  }

  /** Of the version in production. */
  @Post(
      uri = "/rehearsal",
      consumes = {MediaType.APPLICATION_JSON, RehearsalRoutes.YAML})
  MutableHttpResponse<byte[]> rehearsal(
      @PathVariable String model, @QueryValue @Nullable String last, @Body byte[] policy) {
    return rehearse(model, null, last, policy);
  }

  /** Of one version. */
  @Post(
      uri = "/versions/{version}/rehearsal",
      consumes = {MediaType.APPLICATION_JSON, RehearsalRoutes.YAML})
  MutableHttpResponse<byte[]> rehearsal(
      @PathVariable String model,
      @PathVariable String version,
      @QueryValue @Nullable String last,
      @Body byte[] policy) {
    return rehearse(model, version, last, policy);
  }

  private MutableHttpResponse<byte[]> rehearse(
      String model, @Nullable String version, @Nullable String last, byte[] policy) {
    VersionId id;
    ModelSchema schema;
    try (Lease lease = versions.lease(model, version)) {
      id = lease.version().id();
      schema = lease.version().schema();
    }
    Duration back = last == null ? USUAL : duration(last);
    ModelSchema rehearsed;
    try {
      rehearsed = SchemaYaml.withPolicy(schema, policy);
    } catch (RegistryException e) {
      throw HttpProblem.invalid(String.valueOf(e.getMessage()));
    }
    HistoryReports.Rehearsed found =
        kept.rehearse(id, rehearsed.monitoring(), back).orElseThrow(HttpProblem::of);
    return Responses.json(out -> RehearsalDocument.write(out, id, found));
  }

  private static Duration duration(String last) {
    try {
      Duration duration = DurationSpelling.parse(last);
      if (!duration.isZero() && duration.compareTo(LONGEST) <= 0) {
        return duration;
      }
    } catch (IllegalArgumentException e) {
      throw HttpProblem.invalid("last: " + e.getMessage());
    }
    throw HttpProblem.invalid("last must be more than 0s and at most 366d");
  }
}
