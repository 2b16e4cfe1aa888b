package com.nextgen.ml.service.http.inference;

import com.nextgen.ml.monitoring.schema.RowBlock;
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

/** Inference by the Open Inference Protocol, version 2. */
@Controller("/v2/models/{model}")
final class OpenInferenceRoutes {
  private final InferenceCalls calls;
  private final TimeOrderedIds ids;

  /** One for all requests. */
  private final InferenceCalls.Kind kind = this::read;

  OpenInferenceRoutes(InferenceCalls calls, TimeOrderedIds ids) {
    this.calls = calls;
    this.ids = ids;
  }

  /** Runs the version in production. */
  @Post(
      uri = "/infer",
      consumes = {MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM},
      produces = MediaType.ALL)
  CompletionStage<MutableHttpResponse<byte[]>> infer(
      HttpRequest<?> request, @PathVariable String model, @Body byte[] body) {
    return calls.answer(request, model, null, body, kind);
  }

  /** Runs one version. */
  @Post(
      uri = "/versions/{version}/infer",
      consumes = {MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM},
      produces = MediaType.ALL)
  CompletionStage<MutableHttpResponse<byte[]>> inferVersion(
      HttpRequest<?> request,
      @PathVariable String model,
      @PathVariable String version,
      @Body byte[] body) {
    return calls.answer(request, model, version, body, kind);
  }

  private Exchange.Job<byte[]> read(InferenceCall call, Plans.Plan plan, byte[] body) {
    if (plan.signature() == null || plan.answer() == null) {
      throw PredictRoutes.servedElsewhere(call);
    }
    OpenInferenceRequest request =
        OpenInferenceRequest.read(body, plan.signature(), plan.columns());
    return new Infer(call, plan.answer(), request, ids);
  }

  private record Infer(
      InferenceCall call,
      OpenInferenceAnswer answer,
      OpenInferenceRequest request,
      TimeOrderedIds ids)
      implements Exchange.Job<byte[]> {

    @Override
    public RowBlock rows() {
      return request.rows();
    }

    @Override
    public byte[] run(Exchange.Model model) throws InferenceException {
      String own = request.id();
      String id = own == null ? ids.next() : own;
      RowMetadata details = RowMetadata.of(id, own != null, rows().rows(), ids.millis());
      return answer.write(
          call.version().id(), id, call.predict(model, rows(), details), request.outputs());
    }
  }
}
