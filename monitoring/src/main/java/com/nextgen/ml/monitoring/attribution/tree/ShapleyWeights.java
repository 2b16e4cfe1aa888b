package com.nextgen.ml.monitoring.attribution.tree;

/**
 * The Shapley values of a game that is won when all of one side have joined and none of the other.
 */
final class ShapleyWeights {
  private static final double[][] GIVEN = table(TreeGame.MAX_PATH);

  private ShapleyWeights() {}

  private static double[][] table(int most) {
    double[][] given = new double[most + 1][most + 1];
    for (int side = 1; side <= most; side++) {
      double choices = 1;
      for (int other = 0; side + other <= most; other++) {
        given[side][other] = 1 / (side * choices);
        // C(side + other + 1, side) from C(side + other, side).
        choices = choices * (side + other + 1) / (other + 1);
      }
    }
    return given;
  }

  /**
   * Returns 1 / (side · C(side + other, side)): what each of {@code side} players gets who win if
   * all of them come before all of {@code other} players.
   */
  static double given(int side, int other) {
    return GIVEN[side][other];
  }
}
