package com.nextgen.ml.service.http.inference;

import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Problems;
import com.nextgen.ml.service.serving.Exchange;
import com.nextgen.ml.service.serving.InferenceCall;
import com.nextgen.ml.service.serving.Outcome;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

/** A request with a body of rows, and its response. */
final class HttpExchange implements Exchange<Answer, MutableHttpResponse<byte[]>> {
  private final HttpRequest<?> request;
  private final byte[] body;
  private final ContentCoding coding;
  private final long bodyLimit;
  private final InferenceCalls.Kind kind;
  private final Plans plans;
  private final Problems problems;

  HttpExchange(
      HttpRequest<?> request,
      byte[] body,
      long bodyLimit,
      InferenceCalls.Kind kind,
      Plans plans,
      Problems problems) {
    this.request = request;
    this.body = body;
    this.bodyLimit = bodyLimit;
    this.coding = ContentCoding.of(request.getHeaders().get(HttpHeaders.CONTENT_ENCODING));
    this.kind = kind;
    this.plans = plans;
    this.problems = problems;
  }

  @Override
  public int bytes() {
    // What is compressed may become long, and is never read on an event loop.
    return coding == ContentCoding.NONE ? body.length : Integer.MAX_VALUE;
  }

  @Override
  public Job<Answer> read(InferenceCall call) {
    return kind.read(call, plans.of(call.version()), request, coding.decoded(body, bodyLimit));
  }

  @Override
  public MutableHttpResponse<byte[]> say(Outcome<Answer> outcome) {
    if (outcome instanceof Outcome.Answered<Answer> answered) {
      return response(answered.value());
    }
    if (outcome instanceof Outcome.Crashed<Answer> crashed) {
      return problems.unexpected(request, crashed.error());
    }
    return problems.response(request, problem(outcome));
  }

  private static MutableHttpResponse<byte[]> response(Answer answer) {
    MutableHttpResponse<byte[]> response = HttpResponse.ok(answer.bytes());
    return answer.jsonLength() < 0
        ? response.contentType(MediaType.APPLICATION_JSON_TYPE)
        : response
            .contentType(MediaType.APPLICATION_OCTET_STREAM_TYPE)
            .header(OpenInferenceRoutes.JSON_LENGTH, Integer.toString(answer.jsonLength()));
  }

  private static HttpProblem problem(Outcome<Answer> outcome) {
    if (outcome instanceof Outcome.Failed<Answer> failed) {
      return HttpProblem.of(failed.refusal());
    }
    if (outcome instanceof Outcome.Refused<Answer> refused
        && refused.request() instanceof HttpProblem own) {
      return own;
    }
    throw new IllegalArgumentException("an outcome of another protocol: " + outcome);
  }
}
