package com.nextgen.ml.service.http;

import com.nextgen.ml.service.inference.InferencePool;
import com.nextgen.ml.service.inference.Lease;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes predictions that another server made. */
@Controller("/v1/models/{model}/versions/{version}/observations")
final class ObservationRoutes {
  private final Versions versions;
  private final InferencePool pool;

  ObservationRoutes(Versions versions, InferencePool pool) {
    this.versions = versions;
    this.pool = pool;
  }

  /** Counts the rows and predictions before it answers; all of them or, on an error, none. */
  @Post(consumes = MediaType.APPLICATION_JSON, produces = MediaType.ALL)
  CompletionStage<MutableHttpResponse<byte[]>> observe(
      @PathVariable String model, @PathVariable String version, @Body byte[] body) {
    return CompletableFuture.supplyAsync(() -> count(model, version, body), pool);
  }

  private MutableHttpResponse<byte[]> count(String model, String version, byte[] body) {
    try (Lease lease = versions.lease(model, version)) {
      Versions.Plan plan = versions.plan(lease.version());
      Observations seen = Observations.read(body, plan.schema(), plan.columns());
      lease.version().observer().onRows(seen.rows(), seen.predictions());
      byte[] answer =
          Json.write(
              32,
              out -> {
                out.writeStartObject();
                out.writeNumberField("accepted", seen.rows().rows());
                out.writeEndObject();
              });
      return HttpResponse.ok(answer).contentType(MediaType.APPLICATION_JSON_TYPE);
    }
  }
}
