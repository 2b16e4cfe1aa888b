package com.nextgen.ml.service.inference.loading;

import java.time.Duration;

/** Where a load that runs under a limit of time says what it is about to do. */
@FunctionalInterface
interface LoadStep {
  /** No limit, for a caller that waits itself. */
  LoadStep UNLIMITED = time -> {};

  /** How long the coming step may take; the limit of the one before ends. */
  void mayTake(Duration time);
}
