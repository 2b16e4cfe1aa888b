package com.nextgen.ml.service.http.inference;

import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.fault.Refusal;
import com.nextgen.ml.service.http.BodyGuard;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.HttpSettings;
import com.nextgen.ml.service.http.Problems;
import com.nextgen.ml.service.http.Versions;
import com.nextgen.ml.service.inference.InferencePool;
import com.nextgen.ml.service.inference.KeptPredictions;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.serving.Exchange;
import com.nextgen.ml.service.serving.InferenceCall;
import com.nextgen.ml.service.serving.InferenceRunner;
import com.nextgen.ml.service.serving.RequestLimits;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.netty.NettyHttpRequest;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Makes an inference request out of an HTTP request that carries rows, and has it answered. */
@Singleton
final class InferenceCalls {
  private final Versions versions;
  private final Plans plans;
  private final Problems problems;
  private final InferenceRunner runner;
  private final KeptPredictions kept;
  private final HttpSettings settings;
  private final long timeoutNanos;

  InferenceCalls(
      Versions versions,
      Plans plans,
      Problems problems,
      InferencePool pool,
      @Nullable KeptPredictions kept,
      HttpSettings settings) {
    this.kept = kept == null ? KeptPredictions.NOT_AWAITED : kept;
    this.versions = versions;
    this.plans = plans;
    this.problems = problems;
    this.runner =
        new InferenceRunner(
            pool,
            new RequestLimits(
                settings.requestTimeout(), settings.inlineBytes(), settings.inlineRows()));
    this.settings = settings;
    this.timeoutNanos = settings.requestTimeout().toNanos();
  }

  /** One kind of call: how its body is read. */
  interface Kind {
    /**
     * Reads a body.
     *
     * @param request whose headers may tell more of it
     * @param body as it was before it was compressed
     * @throws HttpProblem if it does not fit
     */
    Exchange.Job<Answer> read(
        InferenceCall call, Plans.Plan plan, HttpRequest<?> request, byte[] body);
  }

  /**
   * Answers one request. The future never fails: errors are answers.
   *
   * @param version null for the one in production
   */
  CompletionStage<MutableHttpResponse<byte[]>> answer(
      HttpRequest<?> request, String model, @Nullable String version, byte[] body, Kind kind) {
    long start = startOf(request);
    long now = System.nanoTime();
    String traceParent = request.getHeaders().get("traceparent");
    Lease lease;
    try {
      lease = versions.lease(model, version);
    } catch (HttpProblem e) {
      return CompletableFuture.completedFuture(problems.response(request, e));
    }
    KeptPredictions.Request rows = kept.begin();
    CompletionStage<MutableHttpResponse<byte[]>> answer =
        runner.answer(
            new InferenceCall(lease, traceParent, System::nanoTime, start, now, now + timeoutNanos),
            new HttpExchange(
                request, body, settings.decompressedLimit(body.length), kind, plans, problems));
    return kept == KeptPredictions.NOT_AWAITED
        ? answer
        : answer.thenCompose(response -> onceKept(request, response, rows, now + timeoutNanos));
  }

  /** An answer stands once its rows are kept; else the caller hears that they may not be. */
  private CompletionStage<MutableHttpResponse<byte[]>> onceKept(
      HttpRequest<?> request,
      MutableHttpResponse<byte[]> response,
      KeptPredictions.Request rows,
      long deadline) {
    if (response.getStatus() != HttpStatus.OK) {
      return CompletableFuture.completedFuture(response);
    }
    return rows.kept()
        .orTimeout(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)
        .handle(
            (done, error) ->
                error == null
                    ? response
                    : problems.response(
                        request, HttpProblem.of(new Refusal(ErrorCode.UNAVAILABLE, said(error)))));
  }

  private static String said(Throwable error) {
    Throwable inner = error instanceof CompletionException ? error.getCause() : error;
    Throwable cause = inner == null ? error : inner;
    return cause instanceof TimeoutException
        ? "the prediction could not be kept in time; try again with the same id"
        : String.valueOf(cause.getMessage());
  }

  /** When the request's first byte was read; now, for a server without connections. */
  private static long startOf(HttpRequest<?> request) {
    if (request instanceof NettyHttpRequest<?> netty) {
      BodyGuard guard = netty.getChannelHandlerContext().channel().attr(BodyGuard.KEY).get();
      if (guard != null) {
        return guard.startedAt();
      }
    }
    return System.nanoTime();
  }
}
