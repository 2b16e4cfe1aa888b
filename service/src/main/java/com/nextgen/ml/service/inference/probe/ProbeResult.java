package com.nextgen.ml.service.inference.probe;

/** What came of trying a model file. */
public sealed interface ProbeResult {

  /** It opens and runs. */
  record Good() implements ProbeResult {}

  /** The runtime says no in an orderly way; {@code message} says why. */
  record Refused(String message) implements ProbeResult {}

  /** The process that tried it died, or had to be ended; {@code message} says how. */
  record Fatal(String message) implements ProbeResult {}

  /** It was not tried, since no process could be started; {@code message} says why. */
  record Unavailable(String message) implements ProbeResult {}
}
