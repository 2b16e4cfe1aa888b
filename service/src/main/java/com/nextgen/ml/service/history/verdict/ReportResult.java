package com.nextgen.ml.service.history.verdict;

/**
 * What the kept counts have to say.
 *
 * @param <T> what was asked for
 */
public sealed interface ReportResult<T> {

  /** What was asked for. */
  record Found<T>(T value) implements ReportResult<T> {}

  /**
   * There is no answer.
   *
   * @param message for the caller
   */
  record Refused<T>(Refusal refusal, String message) implements ReportResult<T> {}

  /** Why there is no answer. */
  enum Refusal {
    /** The version is not loaded. */
    UNKNOWN_VERSION,
    /** The version has nothing to hold counts against. */
    NO_BASELINE,
    /** That time is to come. */
    NOT_YET,
    /** Counts so old are not kept. */
    TOO_OLD,
    /** The store cannot be read now. */
    UNAVAILABLE
  }
}
