package com.nextgen.ml.monitoring.drift.multivariate;

/**
 * Ridge regression on all products of two features and the features themselves, by the kernel (1 +
 * x · x' / d)² (Saunders, Gammerman and Vovk 1998): the cost grows with the rows and not with the
 * number of products. The penalty is 1.
 */
final class KernelRidge {
  private static final double PENALTY = 1;

  private final double[][] rows;
  private final double[] weights;

  /**
   * Fits.
   *
   * @param rows all of one length d of at least 1
   * @param targets one for each
   */
  KernelRidge(double[][] rows, double[] targets) {
    this.rows = rows;
    double[][] matrix = new double[rows.length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i][j] = kernel(rows[i], rows[j]) + (i == j ? PENALTY : 0);
      }
    }
    factor(matrix);
    this.weights = solve(matrix, targets);
  }

  /** What the fit says of another row. */
  double predict(double[] row) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      sum += weights[i] * kernel(rows[i], row);
    }
    return sum;
  }

  private static double kernel(double[] a, double[] b) {
    double dot = 0;
    for (int i = 0; i < a.length; i++) {
      dot += a[i] * b[i];
    }
    double root = 1 + dot / a.length;
    return root * root;
  }

  /** Cholesky's factor, in the place of the lower triangle; the penalty keeps it definite. */
  private static void factor(double[][] m) {
    for (int i = 0; i < m.length; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = m[i][j];
        for (int k = 0; k < j; k++) {
          sum -= m[i][k] * m[j][k];
        }
        m[i][j] = i == j ? Math.sqrt(sum) : sum / m[j][j];
      }
    }
  }

  private static double[] solve(double[][] factor, double[] targets) {
    double[] x = targets.clone();
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= factor[i][k] * x[k];
      }
      x[i] /= factor[i][i];
    }
    for (int i = x.length - 1; i >= 0; i--) {
      for (int k = i + 1; k < x.length; k++) {
        x[i] -= factor[k][i] * x[k];
      }
      x[i] /= factor[i][i];
    }
    return x;
  }
}
