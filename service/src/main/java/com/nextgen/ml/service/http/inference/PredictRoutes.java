package com.nextgen.ml.service.http.inference;

import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.serving.Exchange;
import com.nextgen.ml.service.serving.InferenceCall;
import com.nextgen.ml.service.serving.RowMetadata;
import com.nextgen.ml.service.serving.TimeOrderedIds;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import java.util.concurrent.CompletionStage;

/** Predictions from named features. */
@Controller("/v1/models/{model}")
final class PredictRoutes {
  private final InferenceCalls calls;
  private final TimeOrderedIds ids;

  /** One for all requests. */
  private final InferenceCalls.Kind kind = this::read;

  PredictRoutes(InferenceCalls calls, TimeOrderedIds ids) {
    this.calls = calls;
    this.ids = ids;
  }

  /** Predicts with the version in production. */
  @Post(uri = "/predict", consumes = MediaType.APPLICATION_JSON, produces = MediaType.ALL)
  CompletionStage<MutableHttpResponse<byte[]>> predict(
      HttpRequest<?> request, @PathVariable String model, @Body byte[] body) {
    return calls.answer(request, model, null, body, kind);
  }

  /** Predicts with one version. */
  @Post(
      uri = "/versions/{version}/predict",
      consumes = MediaType.APPLICATION_JSON,
      produces = MediaType.ALL)
  CompletionStage<MutableHttpResponse<byte[]>> predictVersion(
      HttpRequest<?> request,
      @PathVariable String model,
      @PathVariable String version,
      @Body byte[] body) {
    return calls.answer(request, model, version, body, kind);
  }

  private Exchange.Job<Answer> read(
      InferenceCall call, Plans.Plan plan, HttpRequest<?> request, byte[] body) {
    if (plan.signature() == null) {
      throw servedElsewhere(call);
    }
    return new Predict(call, plan, Instances.read(body, plan), ids);
  }

  /** A version without a model file takes observations only. */
  static HttpProblem servedElsewhere(InferenceCall call) {
    return HttpProblem.conflict(
        "model '"
            + call.version().id().model()
            + "' version "
            + call.version().id().version()
            + " is served elsewhere: it has no model file here and takes observations only");
  }

  private record Predict(
      InferenceCall call, Plans.Plan plan, Instances instances, TimeOrderedIds ids)
      implements Exchange.Job<Answer> {

    @Override
    public RowBlock rows() {
      return instances.rows();
    }

    @Override
    public Answer run(Exchange.Model model) throws InferenceException {
      RowMetadata details = instances.notes().details(ids.next(), rows().rows(), ids.millis());
      return Answer.json(
          Predictions.write(
              call.version().id(), plan.schema(), call.predict(model, rows(), details), details));
    }
  }
}
