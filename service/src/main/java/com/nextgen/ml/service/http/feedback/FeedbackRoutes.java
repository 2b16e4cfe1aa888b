package com.nextgen.ml.service.http.feedback;

import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.feedback.Feedback;
import com.nextgen.ml.service.feedback.FeedbackAnswer;
import com.nextgen.ml.service.feedback.Label;
import com.nextgen.ml.service.feedback.outcome.LabelStatus;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.HttpSettings;
import com.nextgen.ml.service.http.Json;
import com.nextgen.ml.service.http.Responses;
import com.nextgen.ml.service.http.Versions;
import com.nextgen.ml.service.inference.InferencePool;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.ServedVersion;
import com.nextgen.ml.service.serving.TimeOrderedIds;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes the true outcomes of predictions. */
@Controller("/v1/models/{model}/feedback")
@Requires(beans = Feedback.class)
final class FeedbackRoutes {
  private final Versions versions;
  private final InferencePool pool;
  private final Feedback feedback;
  private final LabelFiles files;
  private final TimeOrderedIds ids;
  private final int maxRows;

  FeedbackRoutes(
      Versions versions,
      InferencePool pool,
      Feedback feedback,
      LabelFiles files,
      TimeOrderedIds ids,
      HttpSettings settings) {
    this.maxRows = settings.rowLimit();
    this.versions = versions;
    this.pool = pool;
    this.feedback = feedback;
    this.files = files;
    this.ids = ids;
  }

  /** Keeps labels, all of them or, on an error, none; answers once they are committed. */
  @Post(consumes = MediaType.APPLICATION_JSON, produces = MediaType.ALL)
  CompletionStage<MutableHttpResponse<byte[]>> label(
      @PathVariable String model, @Body byte[] body) {
    return CompletableFuture.supplyAsync(() -> read(model, body), pool)
        .thenCompose(read -> feedback.label(read.version, read.labels))
        .thenApply(FeedbackRoutes::written);
  }

  /** Labels of a version, of which only the schema is needed from now on. */
  private record Read(ServedVersion version, List<Label> labels) {}

  private Read read(String model, byte[] body) {
    try (Lease lease = labelled(model)) {
      return new Read(
          lease.version(), Labels.read(body, lease.version().schema(), maxRows, ids.millis()));
    }
  }

  /** A model whose predictions have a true outcome. */
  private Lease labelled(String model) {
    Lease lease = versions.lease(model, null);
    Task task = lease.version().schema().task();
    if (!task.hasTruth()) {
      lease.close();
      throw HttpProblem.conflict(
          "model '"
              + Messages.quoted(model)
              + "' takes no labels: there is no true outcome of "
              + task.code());
    }
    return lease;
  }

  /**
   * Keeps labels of a CSV file with the columns {@code id}, {@code label} and perhaps {@code
   * timestamp}, {@code source}, {@code correct}. All are read before the first is kept, and kept a
   * thousand at a time.
   */
  @Post(consumes = "text/csv", produces = MediaType.ALL)
  @ExecuteOn(Responses.UPLOADS)
  MutableHttpResponse<byte[]> labelFile(@PathVariable String model, @Body InputStream body) {
    try (Lease lease = labelled(model)) {
      return written(files.keep(lease.version(), body));
    }
  }

  private static MutableHttpResponse<byte[]> written(FeedbackAnswer answer) {
    byte[] json =
        Json.write(
            96 + 64 * answer.notMatched().size(),
            out -> {
              out.writeStartObject();
              for (LabelStatus status : LabelStatus.values()) {
                out.writeNumberField(status.code(), answer.count(status));
              }
              out.writeArrayFieldStart("notMatched");
              for (FeedbackAnswer.Unmatched label : answer.notMatched()) {
                out.writeStartObject();
                out.writeStringField("id", label.id());
                out.writeStringField("status", label.status().code());
                out.writeEndObject();
              }
              out.writeEndArray();
              out.writeEndObject();
            });
    return Responses.json(HttpStatus.OK, json);
  }
}
