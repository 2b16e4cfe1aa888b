package com.nextgen.ml.service.inference;

/** Is told of runs that do not end though they were told to. */
interface StuckRuns {
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
