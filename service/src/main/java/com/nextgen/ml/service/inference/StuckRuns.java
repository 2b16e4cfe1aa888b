package com.nextgen.ml.service.inference;

/** Is told of runs that do not end though they were told to. */
public interface StuckRuns {
  /** How long a run may go on that was told to end, before it counts as stuck. */
  long GRACE_NANOS = 1_000_000_000L;

  /** Where nobody wants to know. */
  StuckRuns UNHEARD =
      new StuckRuns() {
        @Override
        public void stuck() {}

        @Override
        public void freed() {}
      };

  /** A run goes on after it was told to end. */
  void stuck();

  /** Such a run has ended after all. */
  void freed();
}
