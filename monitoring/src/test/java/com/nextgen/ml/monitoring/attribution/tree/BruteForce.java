package com.nextgen.ml.monitoring.attribution.tree;

import com.nextgen.ml.monitoring.schema.Precision;

/** Shapley values by their definition: every subset of the players, every background row. */
final class BruteForce {
  private final TreeGame game;
  private final double[][] background;

  BruteForce(TreeGame game, double[][] background) {
    this.game = game;
    this.background = background;
  }

  /**
   * What the players of {@code set} win for the row: the mean output with their columns from it.
   */
  double worth(double[] row, int set, int output) {
    double sum = 0;
    for (double[] other : background) {
      double[] mixed = other.clone();
      for (int column = 0; column < mixed.length; column++) {
        if ((set >> game.players().get(column) & 1) == 1) {
          mixed[column] = row[column];
        }
      }
      sum += game.ensemble().evaluate(mixed, Precision.FLOAT64).get(output);
    }
    return sum / background.length;
  }

  double[] values(double[] row) {
    int n = game.playerCount();
    double[] values = new double[n * game.ensemble().outputs()];
    for (int output = 0; output < game.ensemble().outputs(); output++) {
      for (int player = 0; player < n; player++) {
        double sum = 0;
        for (int set = 0; set < 1 << n; set++) {
          if ((set >> player & 1) == 0) {
            int size = Integer.bitCount(set);
            double weight = factorial(size) * factorial(n - size - 1) / factorial(n);
            sum += weight * (worth(row, set | 1 << player, output) - worth(row, set, output));
          }
        }
        values[output * n + player] = sum;
      }
    }
    return values;
  }

  private static double factorial(int n) {
    return n < 2 ? 1 : n * factorial(n - 1);
  }
}
