package com.nextgen.ml.monitoring.attribution.linear;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A model that is a sum of coefficients times columns, each column of one feature.
 *
 * @param coefficients by output, then column
 * @param intercepts by output
 * @param players the feature of each column
 * @param playerCount how many features there are
 */
public record LinearTerms(
    List<List<Double>> coefficients,
    List<Double> intercepts,
    List<Integer> players,
    int playerCount) {
  public LinearTerms {
    coefficients = coefficients.stream().map(List::copyOf).toList();
    intercepts = List.copyOf(intercepts);
    players = List.copyOf(players);
    if (coefficients.isEmpty() || coefficients.size() != intercepts.size()) {
      throw new IllegalArgumentException("each output has coefficients and an intercept");
    }
    for (List<Double> output : coefficients) {
      if (output.size() != players.size()) {
        throw new IllegalArgumentException("each column has a coefficient and a feature");
      }
    }
    for (int player : players) {
      if (player < 0 || player >= playerCount) {
        throw new IllegalArgumentException("feature " + player + " of " + playerCount);
      }
    }
  }

  /** Returns what each feature adds to each output: all features of output 0, then of output 1. */
  public List<Double> of(double[] row) {
    if (row.length != players.size()) {
      throw new IllegalArgumentException(
          "a row has " + players.size() + " columns, not " + row.length);
    }
    List<Double> terms = new ArrayList<>(Collections.nCopies(playerCount * intercepts.size(), 0.0));
    for (int output = 0; output < intercepts.size(); output++) {
      for (int column = 0; column < row.length; column++) {
        int place = output * playerCount + players.get(column);
        terms.set(place, terms.get(place) + coefficients.get(output).get(column) * row[column]);
      }
    }
    return terms;
  }
}
