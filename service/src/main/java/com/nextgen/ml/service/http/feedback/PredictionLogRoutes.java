package com.nextgen.ml.service.http.feedback;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.feedback.Feedback;
import com.nextgen.ml.service.feedback.log.LoggedPrediction;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Responses;
import com.nextgen.ml.service.http.access.Changes;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Logged predictions, one at a time. */
@Controller("/v1/models/{model}/predictions/{id}")
@ExecuteOn(Responses.REPORTS)
@Requires(beans = Feedback.class)
final class PredictionLogRoutes {
  private final Feedback feedback;
  private final Changes changes;

  PredictionLogRoutes(Feedback feedback, Changes changes) {
    this.feedback = feedback;
    this.changes = changes;
  }

  /** Returns what was predicted, and the true outcome. */
  @Get(produces = MediaType.ALL)
  MutableHttpResponse<byte[]> get(@PathVariable String model, @PathVariable String id) {
    LoggedPrediction prediction = feedback.prediction(model, id);
    if (prediction == null) {
      throw absent(model, id);
    }
    return Responses.json(out -> write(out, prediction));
  }

  /** Erases the prediction and its label. What was counted of it stays counted. */
  @Delete(produces = MediaType.ALL)
  CompletionStage<MutableHttpResponse<byte[]>> erase(
      HttpRequest<?> request, @PathVariable String model, @PathVariable String id) {
    return feedback
        .erase(model, id)
        .thenApply(
            found -> {
              if (!found) {
                throw absent(model, id);
              }
              changes.made(request, "prediction.delete", model + "/" + id, null, null, null);
              return HttpResponse.<byte[]>noContent();
            });
  }

  private static HttpProblem absent(String model, String id) {
    return HttpProblem.notFound(
        "no prediction '"
            + Messages.quoted(id)
            + "' of model '"
            + Messages.quoted(model)
            + "' is logged");
  }

  private static void write(JsonGenerator out, LoggedPrediction prediction) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", prediction.id());
    out.writeStringField("model", prediction.model());
    out.writeStringField("version", Integer.toString(prediction.version()));
    out.writeStringField("timestamp", Instant.ofEpochMilli(prediction.predictedAt()).toString());
    if (prediction.predictedClass() != null) {
      out.writeStringField("prediction", prediction.predictedClass());
      number(out, "score", prediction.score());
    } else {
      number(out, "prediction", prediction.score());
    }
    if (!prediction.scores().isEmpty()) {
      out.writeObjectFieldStart("scores");
      for (Map.Entry<String, Double> score : prediction.scores().entrySet()) {
        number(out, score.getKey(), score.getValue());
      }
      out.writeEndObject();
    }
    if (!prediction.groups().isEmpty()) {
      out.writeObjectFieldStart("groups");
      for (Map.Entry<String, String> group : prediction.groups().entrySet()) {
        out.writeStringField(group.getKey(), group.getValue());
      }
      out.writeEndObject();
    }
    if (prediction.features() != null) {
      out.writeFieldName("features");
      out.writeRawValue(prediction.features());
    }
    if (prediction.subject() != null) {
      out.writeStringField("subject", prediction.subject());
    }
    label(out, prediction.label());
    out.writeEndObject();
  }

  private static void label(JsonGenerator out, LoggedPrediction.@Nullable Known label)
      throws IOException {
    if (label == null) {
      return;
    }
    out.writeObjectFieldStart("label");
    if (label.className() != null) {
      out.writeStringField("label", label.className());
    } else {
      number(out, "label", label.value());
    }
    out.writeStringField("timestamp", Instant.ofEpochMilli(label.labelledAt()).toString());
    out.writeStringField("received", Instant.ofEpochMilli(label.receivedAt()).toString());
    if (label.source() != null) {
      out.writeStringField("source", label.source());
    }
    out.writeEndObject();
  }

  private static void number(JsonGenerator out, String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      out.writeNumberField(name, value);
    }
  }
}
