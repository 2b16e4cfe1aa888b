package com.nextgen.ml.service.inference;

import java.time.Duration;

/** Where a load that runs under a limit of time says what it is about to do. */
interface LoadStep {
  /** No limit, for a caller that waits itself. */
  LoadStep UNLIMITED =
      new LoadStep() {
        @Override
        public void mayTake(Duration time) {}

        @Override
        public void ifLate(Runnable stop) {}
      };

  /** How long the coming step may take; the limit of the one before ends. */
  void mayTake(Duration time);

  /** What may end the running step if it is late; replaces what was to be done before. */
  void ifLate(Runnable stop);
}
