package com.nextgen.ml.monitoring.fairness;

import org.jspecify.annotations.Nullable;

/**
 * What is missing for a verdict.
 *
 * @param denominator which of the group's rows are missing
 * @param rows about how many more it would take, if they were like those there are; null if no
 *     number of them would do
 */
public record Shortage(String group, String denominator, @Nullable Long rows) {

  public Shortage {
    if (rows != null && rows < 1) {
      throw new IllegalArgumentException("a shortage is of at least one row");
    }
  }
}
