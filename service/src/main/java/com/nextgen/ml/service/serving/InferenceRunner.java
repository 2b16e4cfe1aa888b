package com.nextgen.ml.service.serving;

import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.fault.ErrorReason;
import com.nextgen.ml.service.fault.Refusal;
import com.nextgen.ml.service.inference.Fence;
import com.nextgen.ml.service.inference.FencedException;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.InferencePool;
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
public final class InferenceRunner {
  private final InferencePool pool;
  private final RequestLimits limits;

  public InferenceRunner(InferencePool pool, RequestLimits limits) {
    this.pool = pool;
    this.limits = limits;
  }

  private interface Work<T> {
    T run() throws InferenceException;
  }

  /**
   * Answers one request, and gives its version back.
   *
   * @return never fails: errors are said, too
   */
  public <T, R> CompletionStage<R> answer(InferenceCall call, Exchange<T, R> exchange) {
    boolean handedOver = false;
    try {
      Fence fence = call.version().runs().fence();
      if (!fence.isApproachable(call.received())) {
        return CompletableFuture.completedFuture(exchange.say(fenced(call, fence.refusal())));
      }
      if (exchange.bytes() > limits.inlineBytes()) {
        var answer = inPool(call, exchange, () -> exchange.read(call).run(poolModel(call)));
        handedOver = true;
        return answer;
      }
      Exchange.Job<T> job = exchange.read(call);
      T value = onEventLoop(call, job);
      if (value == null) {
        var answer = inPool(call, exchange, () -> job.run(poolModel(call)));
        handedOver = true;
        return answer;
      }
      call.end(null);
      return CompletableFuture.completedFuture(exchange.say(new Outcome.Answered<>(value)));
    } catch (InferenceException | RuntimeException e) {
      return CompletableFuture.completedFuture(exchange.say(failed(call, e)));
    } finally {
      if (!handedOver) {
        call.release();
      }
    }
  }

  /** Answers what is short; null for what is not, or was not after all. */
  private <T> @Nullable T onEventLoop(InferenceCall call, Exchange.Job<T> job)
      throws InferenceException {
    int rows = job.rows().rows();
    if (rows > limits.inlineRows() || !call.version().runs().isShort(rows)) {
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

  private Exchange.Model poolModel(InferenceCall call) {
    long patience = limits.timeout().toNanos() / 2;
    return rows -> pool.predict(call.version(), rows, call.deadline(), patience);
  }

  private <T, R> CompletionStage<R> inPool(
      InferenceCall call, Exchange<T, R> exchange, Work<T> work) {
    CompletableFuture<R> answer = new CompletableFuture<>();
    pool.execute(
        call.version(),
        () -> {
          try {
            // Nobody waits any more for what stood in the queue too long.
            if (!call.isEnded()) {
              answer.complete(exchange.say(outcome(call, work)));
            }
          } finally {
            call.release();
          }
        });
    return answer
        .orTimeout(call.deadline() - System.nanoTime(), TimeUnit.NANOSECONDS)
        .exceptionally(e -> exchange.say(timedOut(call)));
  }

  private <T> Outcome<T> outcome(InferenceCall call, Work<T> work) {
    try {
      T value = work.run();
      call.end(null);
      return new Outcome.Answered<>(value);
    } catch (InferenceException | RuntimeException | OutOfMemoryError e) {
      return failed(call, e);
    }
  }

  private <T> Outcome<T> timedOut(InferenceCall call) {
    return failed(
        call, ErrorCode.TIMEOUT, "no answer within " + limits.timeout().toMillis() + " ms");
  }

  private static <T> Outcome<T> fenced(InferenceCall call, String detail) {
    return failed(call, ErrorCode.MODEL_HANGS, detail);
  }

  private static <T> Outcome<T> failed(InferenceCall call, ErrorCode code, String detail) {
    call.end(code.reason());
    return new Outcome.Failed<>(new Refusal(code, detail));
  }

  private <T> Outcome<T> failed(InferenceCall call, Throwable error) {
    if (error instanceof UnreadableRequest request) {
      if (call.end(request.code().reason()) && request.feature() != null) {
        call.version().observer().onTypeError(request.feature());
      }
      return new Outcome.Refused<>(request);
    }
    if (error instanceof FencedException) {
      return fenced(call, String.valueOf(error.getMessage()));
    }
    if (error instanceof RejectedExecutionException) {
      return failed(call, ErrorCode.OVERLOAD, "the service is busy; try again");
    }
    if (error instanceof InferenceException failure) {
      if (failure.reason() == ErrorReason.TIMEOUT) {
        return timedOut(call);
      }
      String message = failure.getMessage();
      return failed(
          call,
          ErrorCode.of(failure.reason()),
          message == null ? "the model failed on these rows" : message);
    }
    call.end(ErrorCode.UNEXPECTED.reason());
    return new Outcome.Crashed<>(error);
  }
}
