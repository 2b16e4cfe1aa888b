package com.nextgen.ml.service.app;

import com.nextgen.ml.service.concept.ConceptWatch;
import com.nextgen.ml.service.feedback.Feedback;
import com.nextgen.ml.service.history.History;
import com.nextgen.ml.service.monitor.live.ClockTime;
import com.nextgen.ml.service.store.Store;
import java.util.function.Supplier;

/**
 * What exists only with a store: the log with its labels, the counts over time, and what is
 * concluded from them.
 *
 * @param outcomes takes the outcomes that are new in the log to the monitor
 * @param clock the same as the monitor has
 */
record Recording(
    Store store,
    Feedback feedback,
    History history,
    ConceptWatch concept,
    Runnable outcomes,
    Supplier<ClockTime> clock) {

  /** Writes the counts of a minute that ended, and judges what is due. */
  void tick(ClockTime now) {
    history.tick(now);
  }

  /** Takes the labels that the store has committed. Waits for the store. */
  void takeLabels() {
    try { // none keeps another from its turn
      outcomes.run();
    } finally {
      try {
        history.judgeMatured(clock.get().wall());
        history.showKept(clock.get().wall());
      } finally {
        concept.tick();
      }
    }
  }

  /** Removes what is too old, and sums up. Waits for the store. */
  void housekeeping() {
    try {
      feedback.housekeeping();
    } finally { // neither keeps the other from its turn
      history.housekeeping(clock.get().wall());
    }
  }

  /** Writes what was counted until now, then ends the store. */
  void close() {
    history.close(clock.get());
    store.close();
  }
}
