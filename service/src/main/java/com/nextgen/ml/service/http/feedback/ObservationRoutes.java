package com.nextgen.ml.service.http.feedback;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.service.http.Json;
import com.nextgen.ml.service.http.Responses;
import com.nextgen.ml.service.http.Versions;
import com.nextgen.ml.service.http.inference.Plans;
import com.nextgen.ml.service.inference.InferencePool;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.ObservedRows;
import com.nextgen.ml.service.inference.ServedVersion;
import com.nextgen.ml.service.serving.TimeOrderedIds;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes predictions that another server made. */
@Controller("/v1/models/{model}/versions/{version}/observations")
final class ObservationRoutes {
  private final Versions versions;
  private final Plans plans;
  private final InferencePool pool;
  private final TimeOrderedIds ids;

  ObservationRoutes(Versions versions, Plans plans, InferencePool pool, TimeOrderedIds ids) {
    this.versions = versions;
    this.plans = plans;
    this.pool = pool;
    this.ids = ids;
  }

  /**
   * Counts the rows and predictions before it answers; all of them or, on an error, none. With a
   * store they are committed before that, and those whose ids are there already are left out;
   * without one, those whose ids came lately. Those of the past count in the history of their time,
   * or have expired.
   */
  @Post(consumes = MediaType.APPLICATION_JSON, produces = MediaType.ALL)
  CompletionStage<MutableHttpResponse<byte[]>> observe(
      @PathVariable String model, @PathVariable String version, @Body byte[] body) {
    return CompletableFuture.supplyAsync(() -> read(model, version, body), pool)
        .thenCompose(ObservationRoutes::count)
        .thenApply(ObservationRoutes::written);
  }

  /** Observations of a version, which is not asked to predict. */
  private record Read(ServedVersion version, Observations seen) {}

  private Read read(String model, String version, byte[] body) {
    try (Lease lease = versions.lease(model, version)) {
      Plans.Plan plan = plans.of(lease.version());
      return new Read(lease.version(), Observations.read(body, plan, ids.millis()));
    }
  }

  private static CompletableFuture<Accepted> count(Read read) {
    Observations seen = read.seen;
    int sent = seen.rows().rows();
    return read.version
        .observer()
        .onObserved(seen.rows(), seen.predictions(), seen.details())
        .thenApply(found -> new Accepted(sent, found));
  }

  private record Accepted(int sent, ObservedRows found) {

    int duplicates() {
      return sent - found.accepted() - found.expired();
    }
  }

  private static MutableHttpResponse<byte[]> written(Accepted rows) {
    return Responses.json(
        HttpStatus.OK,
        Json.write(
            48,
            out -> {
              out.writeStartObject();
              out.writeNumberField("accepted", rows.found.accepted());
              writeSome(out, "duplicate", rows.duplicates());
              writeSome(out, "past", rows.found.past());
              writeSome(out, "uncounted", rows.found.uncounted());
              writeSome(out, "expired", rows.found.expired());
              out.writeEndObject();
            }));
  }

  private static void writeSome(JsonGenerator out, String name, int count) throws IOException {
    if (count > 0) {
      out.writeNumberField(name, count);
    }
  }
}
