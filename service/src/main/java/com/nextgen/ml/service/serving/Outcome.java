package com.nextgen.ml.service.serving;

import com.nextgen.ml.service.inference.ErrorReason;

/**
 * How an inference request ended, for its protocol to say.
 *
 * @param <T> what a protocol answers with
 */
public sealed interface Outcome<T> {

  /** It succeeded. */
  record Answered<T>(T value) implements Outcome<T> {}

  /** The protocol itself refused it. */
  record Refused<T>(Refusal refusal) implements Outcome<T> {}

  /**
   * The model or the service could not answer.
   *
   * @param reason whose fault it is
   * @param detail for the caller
   */
  record Failed<T>(ErrorReason reason, String detail) implements Outcome<T> {}

  /**
   * The model hangs and takes no calls now.
   *
   * @param detail for the caller
   */
  record Fenced<T>(String detail) implements Outcome<T> {}

  /**
   * It failed in a way that nobody foresaw.
   *
   * @param error for the log; nothing of it is for the caller
   */
  record Crashed<T>(Throwable error) implements Outcome<T> {}
}
