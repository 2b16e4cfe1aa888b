package com.nextgen.ml.service.store.table;

import java.util.List;

/**
 * Outcomes in the order in which they were predicted.
 *
 * @param next where the next page begins
 */
public record OutcomePage(List<StoredOutcome> outcomes, Place next) {

  public OutcomePage {
    outcomes = List.copyOf(outcomes);
  }

  /**
   * A place among a model's predictions in the order of time.
   *
   * @param predictedAt in milliseconds since 1970
   * @param sequence of the last row of that time that is not wanted
   */
  public record Place(long predictedAt, long sequence) {

    /** Before all predictions from a time on. */
    public static Place at(long predictedAt) {
      return new Place(predictedAt, Long.MIN_VALUE);
    }
  }
}
