package com.nextgen.ml.service.http.inference;

import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.text.Messages;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Inference by the Open Inference Protocol, version 2. */
@Controller("/v2/models/{model}")
final class OpenInferenceRoutes {
  /** Tells how much of a body is JSON, where tensors in binary follow. */
  static final String JSON_LENGTH = "Inference-Header-Content-Length";

  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");

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

  private Exchange.Job<Answer> read(
      InferenceCall call, Plans.Plan plan, HttpRequest<?> request, byte[] body) {
    if (plan.signature() == null || plan.answer() == null) {
      throw PredictRoutes.servedElsewhere(call);
    }
    RequestBody split = split(request.getHeaders().get(JSON_LENGTH), body);
    return new Infer(
        call,
        plan.answer(),
        OpenInferenceRequest.read(split, plan.signature(), plan.columns(), plan.maxRows()),
        ids);
  }

  private static RequestBody split(@Nullable String jsonLength, byte[] body) {
    if (jsonLength == null) {
      return RequestBody.json(body);
    }
    boolean digits = LENGTH.matcher(jsonLength).matches();
    if (!digits || Integer.parseInt(jsonLength) > body.length) {
      throw HttpProblem.invalid(
          "'%s' is '%s'; it must be a whole number of bytes, at most the body's %d"
              .formatted(JSON_LENGTH, Messages.quoted(jsonLength), body.length));
    }
    return new RequestBody(body, Integer.parseInt(jsonLength));
  }

  private record Infer(
      InferenceCall call,
      OpenInferenceAnswer answer,
      OpenInferenceRequest request,
      TimeOrderedIds ids)
      implements Exchange.Job<Answer> {

    @Override
    public RowBlock rows() {
      return request.rows();
    }

    @Override
    public Answer run(Exchange.Model model) throws InferenceException {
      String own = request.id();
      String id = own == null ? ids.next() : own;
      RowMetadata details = RowMetadata.of(id, own != null, rows().rows(), ids.millis());
      return answer.write(
          call.version().id(), id, call.predict(model, rows(), details), request.outputs());
    }
  }
}
