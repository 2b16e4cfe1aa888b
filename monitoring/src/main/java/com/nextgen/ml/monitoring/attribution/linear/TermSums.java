package com.nextgen.ml.monitoring.attribution.linear;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Sums of terms over background rows: all that a sum of terms needs of its background. They add up.
 *
 * @param sums by output and feature
 */
public record TermSums(long rows, List<Double> sums) {
  public TermSums {
    sums = List.copyOf(sums);
    if (rows < 0) {
      throw new IllegalArgumentException("sums are of " + rows + " rows");
    }
  }

  /** Returns sums of no rows. */
  public static TermSums none(LinearTerms model) {
    int places = model.playerCount() * model.intercepts().size();
    return new TermSums(0, Collections.nCopies(places, 0.0));
  }

  /** Returns the sums of both; neither is changed. */
  public TermSums plus(TermSums other) {
    if (sums.size() != other.sums.size()) {
      throw new IllegalArgumentException("the sums are of different models");
    }
    List<Double> both = new ArrayList<>();
    for (int i = 0; i < sums.size(); i++) {
      both.add(sums.get(i) + other.sums.get(i));
    }
    return new TermSums(Math.addExact(rows, other.rows), both);
  }
}
