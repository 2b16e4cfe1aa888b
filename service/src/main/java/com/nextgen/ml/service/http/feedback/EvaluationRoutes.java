package com.nextgen.ml.service.http.feedback;

import com.nextgen.ml.service.feedback.Feedback;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Json;
import com.nextgen.ml.service.http.Responses;
import com.nextgen.ml.service.http.Versions;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.serving.TimeOrderedIds;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Takes figures that an outside evaluation found, to stand beside ours. */
@Controller("/v1/models/{model}/versions/{version}/evaluations")
@Requires(beans = Feedback.class)
final class EvaluationRoutes {
  private final Versions versions;
  private final Feedback feedback;
  private final TimeOrderedIds ids;

  EvaluationRoutes(Versions versions, Feedback feedback, TimeOrderedIds ids) {
    this.versions = versions;
    this.feedback = feedback;
    this.ids = ids;
  }

  /** Keeps the figures; the latest of each metric and source is published. */
  @Post(consumes = MediaType.APPLICATION_JSON, produces = MediaType.ALL)
  CompletionStage<MutableHttpResponse<byte[]>> evaluate(
      @PathVariable String model, @PathVariable String version, @Body byte[] body) {
    CompletableFuture<Integer> kept;
    try (Lease lease = versions.lease(model, version)) {
      EvaluationDocument read = EvaluationDocument.read(body, ids.millis());
      kept =
          feedback.evaluate(
              lease.version().id(), read.metrics(), read.rows(), read.source(), read.timestamp());
    }
    return kept.handle(
        (count, error) -> {
          if (error == null) {
            return Responses.json(
                HttpStatus.CREATED,
                Json.write(
                    32,
                    out -> {
                      out.writeStartObject();
                      out.writeNumberField("accepted", count);
                      out.writeEndObject();
                    }));
          }
          Throwable cause = error instanceof CompletionException ? error.getCause() : error;
          if (cause instanceof IllegalArgumentException) {
            throw HttpProblem.conflict(String.valueOf(cause.getMessage()));
          }
          throw cause instanceof RuntimeException unchecked
              ? unchecked
              : new CompletionException(cause);
        });
  }
}
