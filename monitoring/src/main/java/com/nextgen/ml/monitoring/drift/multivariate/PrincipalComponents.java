package com.nextgen.ml.monitoring.drift.multivariate;

import com.nextgen.ml.monitoring.counts.ProductCounts;

/**
 * The directions in which rows vary most, and what they leave of a row: with the k leading
 * eigenvectors V of the second moments of z, the mean squared reconstruction error of any rows with
 * second moments S is tr((I − VVᵀ)S).
 */
final class PrincipalComponents {
  /** So much of the variation is kept, as NannyML's reconstruction error does. */
  static final double KEPT = 0.65;

  private static final double NEGLIGIBLE = 1e-9;

  private final int kept;
  private final int left;
  private final double total;
  private final double[][] residual;

  private PrincipalComponents(int kept, int left, double total, double[][] residual) {
    this.kept = kept;
    this.left = left;
    this.total = total;
    this.residual = residual;
  }

  /** As few components as hold {@link #KEPT} of the variation, and never all. */
  static PrincipalComponents of(ProductCounts rows) {
    Eigen eigen = Eigen.of(moments(rows));
    int kept = 0;
    double total = sum(eigen.values());
    for (double sum = 0; kept < rows.width() - 1 && sum < KEPT * total; kept++) {
      sum += eigen.values()[kept];
    }
    return of(eigen, kept);
  }

  private static PrincipalComponents of(Eigen eigen, int kept) {
    int size = eigen.values().length;
    double[][] residual = new double[size][size];
    for (int i = 0; i < size; i++) {
      residual[i][i] = 1;
      for (int j = 0; j < size; j++) {
        for (int k = 0; k < kept; k++) {
          residual[i][j] -= eigen.vectors()[k][i] * eigen.vectors()[k][j];
        }
      }
    }
    double total = sum(eigen.values());
    int left = 0;
    for (int k = kept; k < size; k++) {
      left += eigen.values()[k] > NEGLIGIBLE * total ? 1 : 0;
    }
    return new PrincipalComponents(kept, left, total, residual);
  }

  private static double[][] moments(ProductCounts rows) {
    double[][] moments = new double[rows.width()][rows.width()];
    for (int i = 0; i < moments.length; i++) {
      for (int j = 0; j < moments.length; j++) {
        moments[i][j] = rows.product(i, j) / rows.rows();
      }
    }
    return moments;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /** How many components are kept. */
  int kept() {
    return kept;
  }

  /** In how many of the other directions rows vary at all. */
  int left() {
    return left;
  }

  /** The variation of a row in all directions. */
  double total() {
    return total;
  }

  /** tr((I − VVᵀ)S): the mean of the squared distance between a row and its reconstruction. */
  double error(ProductCounts rows) {
    double error = 0;
    for (int i = 0; i < residual.length; i++) {
      for (int j = 0; j < residual.length; j++) {
        error += residual[i][j] * rows.product(i, j);
      }
    }
    return Math.max(0, error / rows.rows());
  }
}
