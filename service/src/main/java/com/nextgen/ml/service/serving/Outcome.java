package com.nextgen.ml.service.serving;

import com.nextgen.ml.service.fault.Refusal;

/**
 * How an inference request ended, for its protocol to say.
 *
 * @param <T> what a protocol answers with
 */
public sealed interface Outcome<T> {

  /** It succeeded. */
  record Answered<T>(T value) implements Outcome<T> {}

  /** The protocol itself refused it. */
  record Refused<T>(UnreadableRequest request) implements Outcome<T> {}

  /** The model or the service could not answer. */
  record Failed<T>(Refusal refusal) implements Outcome<T> {}

  /**
   * It failed in a way that nobody foresaw.
   *
   * @param error for the log; nothing of it is for the caller
   */
  record Crashed<T>(Throwable error) implements Outcome<T> {}
}
