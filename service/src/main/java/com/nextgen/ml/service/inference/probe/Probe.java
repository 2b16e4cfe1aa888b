package com.nextgen.ml.service.inference.probe;

/** Tries a model file where it can do no harm. */
public interface Probe {

  /**
   * Opens the file and runs one row, which takes no longer than the probe's own limit.
   *
   * @throws InterruptedException if the calling thread is interrupted; nothing goes on behind it
   */
  ProbeResult run(ProbeRequest request) throws InterruptedException;
}
