package com.nextgen.ml.service.http.inference;

import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.http.BodyGuard;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.HttpSettings;
import com.nextgen.ml.service.http.Problems;
import com.nextgen.ml.service.http.Versions;
import com.nextgen.ml.service.inference.ErrorReason;
import com.nextgen.ml.service.inference.Fence;
import com.nextgen.ml.service.inference.FencedException;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.InferencePool;
import com.nextgen.ml.service.inference.Lease;
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
 * Answers requests that carry rows: small ones of a version whose runs proved short where they
 * arrive, on the event loop, which costs no hand-over between threads; all others in the pool,
 * whose queue is bounded. What had to be ended on the event loop is tried once more in the pool.
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

  /** Predicts rows in the one or the other place. */
  interface Model {
    PredictionBlock predict(RowBlock rows) throws InferenceException;
  }

  /** A request whose rows have been read. */
  interface Job {
    RowBlock rows();

    /** Answers it; {@code model} predicts its rows. */
    byte[] run(Model model) throws InferenceException;
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
    long deadline = now + settings.requestTimeout().toNanos();
    InferenceCall call;
    try {
      Lease lease = versions.lease(model, version);
      call = new InferenceCall(request, lease, System::nanoTime, start, deadline);
    } catch (HttpProblem e) {
      return CompletableFuture.completedFuture(problems.response(request, e));
    }
    boolean handedOver = false;
    try {
      Plans.Plan plan = plans.of(call.version());
      Fence fence = call.version().runs().fence();
      if (!fence.isApproachable(now)) {
        throw HttpProblem.fenced(fence.refusal());
      }
      if (body.length > settings.inlineBytes()) {
        var answer = inPool(call, () -> kind.read(call, plan, body).run(poolModel(call)));
        handedOver = true;
        return answer;
      }
      Job job = kind.read(call, plan, body);
      byte[] bytes = onEventLoop(call, job);
      if (bytes == null) {
        var answer = inPool(call, () -> job.run(poolModel(call)));
        handedOver = true;
        return answer;
      }
      call.end(null);
      return CompletableFuture.completedFuture(ok(bytes));
    } catch (InferenceException | RuntimeException e) {
      return CompletableFuture.completedFuture(failed(call, e));
    } finally {
      if (!handedOver) {
        call.release();
      }
    }
  }

  /** Answers what is short; null for what is not, or was not after all. */
  private byte @Nullable [] onEventLoop(InferenceCall call, Job job) throws InferenceException {
    int rows = job.rows().rows();
    if (rows > settings.inlineRows() || !call.version().runs().isShort(rows)) {
      return null;
    }
    try {
      return job.run(block -> pool.predictOnEventLoop(call.version(), block));
    } catch (InferenceException e) {
      if (e.reason() == ErrorReason.TIMEOUT) {
        return null;
      }
      throw e;
    }
  }

  private Model poolModel(InferenceCall call) {
    long patience = settings.requestTimeout().toNanos() / 2;
    return rows -> pool.predict(call.version(), rows, call.deadline(), patience);
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
        call.version(),
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
        .orTimeout(call.deadline() - System.nanoTime(), TimeUnit.NANOSECONDS)
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
    if (error instanceof FencedException) {
      return failed(call, HttpProblem.fenced(String.valueOf(error.getMessage())));
    }
    if (error instanceof RejectedExecutionException) {
      call.end(ErrorReason.OVERLOAD);
      return problems.response(
          call.request(), HttpProblem.overload("the service is busy; try again"));
    }
    if (error instanceof InferenceException failure) {
      if (failure.reason() == ErrorReason.TIMEOUT) {
        return timedOut(call);
      }
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
  static PredictionBlock predict(InferenceCall call, Model model, RowBlock rows, RowDetails details)
      throws InferenceException {
    PredictionBlock predictions = model.predict(rows);
    if (!call.isEnded()) {
      call.version().observer().onRows(rows, predictions, details);
    }
    return predictions;
  }
}
