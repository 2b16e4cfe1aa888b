package com.nextgen.ml.monitoring.report;

/**
 * What the window was compared with.
 *
 * @param rows counted in it
 * @param sha256 of the model file; empty if there is none
 * @param designEffect whether it tells what dependent rows are worth; else rows are taken for
 *     independent
 */
public record ReferenceRows(long rows, String sha256, boolean designEffect) {

  public ReferenceRows {
    if (rows < 0) {
      throw new IllegalArgumentException("rows must not be negative");
    }
  }
}
