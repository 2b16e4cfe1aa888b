package com.nextgen.ml.service.http;

import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.inference.ErrorReason;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.InferencePool;
import com.nextgen.ml.service.inference.RowDetails;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.netty.NettyHttpRequest;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests that carry rows: small ones where they arrive, on the event loop, which costs no
 * hand-over between threads; large ones in the pool, whose queue is bounded.
 */
@Singleton
final class InferenceCalls {
  private final Versions versions;
  private final Plans plans;
  private final Problems problems;
  private final InferencePool pool;
  private final HttpSettings settings;

  InferenceCalls(
      Versions versions,
      Plans plans,
      Problems problems,
      InferencePool pool,
      HttpSettings settings) {
    this.versions = versions;
    this.plans = plans;
    this.problems = problems;
    this.pool = pool;
    this.settings = settings;
  }

  /** One kind of call: how its body is read. */
  interface Kind {
    /**
     * Reads a body.
     *
     * @throws HttpProblem if it does not fit
     */
    Job read(InferenceCall call, Plans.Plan plan, byte[] body);
  }

  /** A request whose rows have been read. */
  interface Job {
    RowBlock rows();

    /** Answers it. */
    byte[] run() throws InferenceException;
  }

  /**
   * Answers one request. The future never fails: errors are answers.
   *
   * @param version null for the one in production
   */
  CompletionStage<MutableHttpResponse<byte[]>> answer(
      HttpRequest<?> request, String model, @Nullable String version, byte[] body, Kind kind) {
    long start = startOf(request);
    InferenceCall call;
    try {
      call = new InferenceCall(request, versions.lease(model, version), System::nanoTime, start);
    } catch (HttpProblem e) {
      return CompletableFuture.completedFuture(problems.response(request, e));
    }
    boolean handedOver = false;
    try {
      Plans.Plan plan = plans.of(call.version());
      if (body.length > settings.inlineBytes()) {
        var answer = inPool(call, () -> kind.read(call, plan, body).run());
        handedOver = true;
        return answer;
      }
      Job job = kind.read(call, plan, body);
      if (job.rows().rows() > settings.inlineRows()) {
        var answer = inPool(call, job::run);
        handedOver = true;
        return answer;
      }
      byte[] answer = job.run();
      call.end(null);
      return CompletableFuture.completedFuture(ok(answer));
    } catch (InferenceException | RuntimeException e) {
      return CompletableFuture.completedFuture(failed(call, e));
    } finally {
      if (!handedOver) {
        call.release();
      }
    }
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

  private interface Work {
    byte[] run() throws InferenceException;
  }

  private CompletionStage<MutableHttpResponse<byte[]>> inPool(InferenceCall call, Work work) {
    CompletableFuture<MutableHttpResponse<byte[]>> answer = new CompletableFuture<>();
    pool.execute(
        () -> {
          try {
            // Nobody waits any more for what stood in the queue too long.
            if (!call.isEnded()) {
              answer.complete(answerOf(call, work));
            }
          } finally {
            call.release();
          }
        });
    return answer
        .orTimeout(settings.requestTimeout().toNanos(), TimeUnit.NANOSECONDS)
        .exceptionally(e -> timedOut(call));
  }

  private MutableHttpResponse<byte[]> timedOut(InferenceCall call) {
    call.end(ErrorReason.TIMEOUT);
    return problems.response(
        call.request(),
        HttpProblem.timeout("no answer within " + settings.requestTimeout().toMillis() + " ms"));
  }

  private MutableHttpResponse<byte[]> answerOf(InferenceCall call, Work work) {
    try {
      byte[] bytes = work.run();
      call.end(null);
      return ok(bytes);
    } catch (InferenceException | RuntimeException | OutOfMemoryError e) {
      return failed(call, e);
    }
  }

  private MutableHttpResponse<byte[]> failed(InferenceCall call, Throwable error) {
    if (error instanceof HttpProblem problem) {
      if (call.end(problem.reason()) && problem.feature() != null) {
        call.version().observer().onTypeError(problem.feature());
      }
      return problems.response(call.request(), problem);
    }
    if (error instanceof RejectedExecutionException) {
      call.end(ErrorReason.OVERLOAD);
      return problems.response(
          call.request(), HttpProblem.overload("the service is busy; try again"));
    }
    if (error instanceof InferenceException failure) {
      call.end(failure.reason());
      return problems.response(call.request(), problem(failure));
    }
    call.end(ErrorReason.MODEL);
    return problems.unexpected(call.request(), error);
  }

  private static HttpProblem problem(InferenceException failure) {
    String message = failure.getMessage();
    String detail = message == null ? "the model failed on these rows" : message;
    return failure.reason() == ErrorReason.INVALID
        ? HttpProblem.invalid(detail)
        : HttpProblem.model(detail);
  }

  private static MutableHttpResponse<byte[]> ok(byte[] json) {
    return HttpResponse.ok(json).contentType(MediaType.APPLICATION_JSON_TYPE);
  }

  /** Runs the model and tells the observer of the rows. */
  PredictionBlock predict(InferenceCall call, RowBlock rows, RowDetails details)
      throws InferenceException {
    PredictionBlock predictions = pool.predict(call.version(), rows);
    if (!call.isEnded()) {
      call.version().observer().onRows(rows, predictions, details);
    }
    return predictions;
  }
}
