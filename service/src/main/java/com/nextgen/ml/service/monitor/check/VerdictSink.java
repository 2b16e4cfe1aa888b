package com.nextgen.ml.service.monitor.check;

import java.time.Instant;

/** Where verdicts are kept that no other replica can take. */
public interface VerdictSink {

  /**
   * Keeps a verdict. Does not wait.
   *
   * @param judgedAt when it was taken
   * @return false if there is no room for it
   */
  boolean keep(WindowVerdict verdict, Instant judgedAt);
}
