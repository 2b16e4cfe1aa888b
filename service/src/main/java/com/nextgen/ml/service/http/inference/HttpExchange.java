package com.nextgen.ml.service.http.inference;

import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Problems;
import com.nextgen.ml.service.serving.Exchange;
import com.nextgen.ml.service.serving.InferenceCall;
import com.nextgen.ml.service.serving.Outcome;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

/** A request with a body of rows, and its response. */
final class HttpExchange implements Exchange<byte[], MutableHttpResponse<byte[]>> {
  private final HttpRequest<?> request;
  private final byte[] body;
  private final InferenceCalls.Kind kind;
  private final Plans plans;
  private final Problems problems;

  HttpExchange(
      HttpRequest<?> request,
      byte[] body,
      InferenceCalls.Kind kind,
      Plans plans,
      Problems problems) {
    this.request = request;
    this.body = body;
    this.kind = kind;
    this.plans = plans;
    this.problems = problems;
  }

  @Override
  public int bytes() {
    return body.length;
  }

  @Override
  public Job<byte[]> read(InferenceCall call) {
    return kind.read(call, plans.of(call.version()), body);
  }

  @Override
  public MutableHttpResponse<byte[]> say(Outcome<byte[]> outcome) {
    if (outcome instanceof Outcome.Answered<byte[]> answered) {
      return HttpResponse.ok(answered.value()).contentType(MediaType.APPLICATION_JSON_TYPE);
    }
    if (outcome instanceof Outcome.Crashed<byte[]> crashed) {
      return problems.unexpected(request, crashed.error());
    }
    return problems.response(request, problem(outcome));
  }

  private static HttpProblem problem(Outcome<byte[]> outcome) {
    if (outcome instanceof Outcome.Failed<byte[]> failed) {
      return HttpProblem.of(failed.refusal());
    }
    if (outcome instanceof Outcome.Refused<byte[]> refused
        && refused.request() instanceof HttpProblem own) {
      return own;
    }
    throw new IllegalArgumentException("an outcome of another protocol: " + outcome);
  }
}
