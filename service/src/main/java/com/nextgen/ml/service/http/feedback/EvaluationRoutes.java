package com.nextgen.ml.service.http.feedback;

import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.feedback.Feedback;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Json;
import com.nextgen.ml.service.http.Responses;
import com.nextgen.ml.service.http.Versions;
import com.nextgen.ml.service.http.access.Changes;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.serving.TimeOrderedIds;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Takes, and removes, figures that an outside evaluation found, to stand beside ours. */
@Controller("/v1/models/{model}/versions/{version}/evaluations")
@Requires(beans = Feedback.class)
final class EvaluationRoutes {
  private final Versions versions;
  private final Feedback feedback;
  private final TimeOrderedIds ids;
  private final Changes changes;

  EvaluationRoutes(Versions versions, Feedback feedback, TimeOrderedIds ids, Changes changes) {
    this.changes = changes;
    this.versions = versions;
    this.feedback = feedback;
    this.ids = ids;
  }

  /** Removes the figures of one metric and source: their series ends, and makes room for others. */
  @Delete(produces = MediaType.ALL)
  CompletionStage<MutableHttpResponse<byte[]>> remove(
      HttpRequest<?> request,
      @PathVariable String model,
      @PathVariable String version,
      @QueryValue @Nullable String metric,
      @QueryValue @Nullable String source,
      @QueryValue @Nullable String reason) {
    if (metric == null || source == null || reason == null || reason.isBlank()) {
      throw HttpProblem.invalid("metric, source and reason are needed");
    }
    try (Lease lease = versions.lease(model, version)) {
      VersionId id = lease.version().id();
      return feedback
          .removeEvaluation(id, metric, source)
          .thenApply(count -> removed(request, id, metric, source, reason, count));
    }
  }

  private MutableHttpResponse<byte[]> removed(
      HttpRequest<?> request,
      VersionId id,
      String metric,
      String source,
      String reason,
      int count) {
    if (count == 0) {
      throw HttpProblem.notFound(
          id
              + " has no figure '"
              + Messages.quoted(metric)
              + "' of source '"
              + Messages.quoted(source)
              + "'");
    }
    changes.made(
        request,
        "evaluation.delete",
        id.model() + "/" + id.version() + "/" + source + "/" + metric,
        Integer.toString(count),
        null,
        reason);
    return Responses.json(
        out -> {
          out.writeStartObject();
          out.writeNumberField("removed", count);
          out.writeEndObject();
        });
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
