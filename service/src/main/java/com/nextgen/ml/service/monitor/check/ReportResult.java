package com.nextgen.ml.service.monitor.check;

import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.fault.Refusal;
import java.util.function.Function;

/**
 * The answer to a question for a report, or for anything else that may not be there.
 *
 * @param <R> what was asked for
 */
public sealed interface ReportResult<R> {

  /** What was asked for. */
  record Found<R>(R value) implements ReportResult<R> {
    @Override
    public <S> ReportResult<S> then(Function<? super R, ReportResult<S>> next) {
      return next.apply(value);
    }

    @Override
    public <X extends RuntimeException> R orElseThrow(Function<Refusal, X> error) {
      return value;
    }
  }

  /** There is no answer. */
  record Refused<R>(Refusal refusal) implements ReportResult<R> {

    /** Returns that there is no answer, and why. */
    public static <R> Refused<R> because(ErrorCode code, String detail) {
      return new Refused<>(new Refusal(code, detail));
    }

    @Override
    public <S> ReportResult<S> then(Function<? super R, ReportResult<S>> next) {
      return new Refused<>(refusal);
    }

    @Override
    public <X extends RuntimeException> R orElseThrow(Function<Refusal, X> error) {
      throw error.apply(refusal);
    }
  }

  /** Returns what is made of what was found; the same refusal if there is no answer. */
  <S> ReportResult<S> then(Function<? super R, ReportResult<S>> next);

  /** Returns what was found; throws what {@code error} makes of the refusal. */
  <X extends RuntimeException> R orElseThrow(Function<Refusal, X> error);
}
