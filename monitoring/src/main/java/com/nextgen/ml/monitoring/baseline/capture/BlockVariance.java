package com.nextgen.ml.monitoring.baseline.capture;

import com.nextgen.ml.monitoring.baseline.DesignEffect;
import com.nextgen.ml.monitoring.stats.RankScores;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Design effects from counts per block.
 *
 * <p>With x_b of the n_b rows of block b in a cell, B blocks, n rows and p = Σx_b / n, the variance
 * of p as a ratio of block totals is v = B/(B − 1) · Σ (x_b − p n_b)² / n² (Cochran 1977, 6.4;
 * Wolter 2007, 2.4), and the design effect is v over p(1 − p)/n. For a table, Rao and Scott's first
 * order correction takes the mean of the generalised design effects, Σ n v_i / p_i / (K − 1), and
 * the second order one their coefficient of variation.
 */
final class BlockVariance {
  private BlockVariance() {}

  /**
   * @param cells of each block: bins in order, then missing
   * @param sumZ of each block's numbers; empty for categories
   * @param sumZSquared of all numbers
   */
  static DesignEffect designEffect(long[][] cells, double[] sumZ, double sumZSquared) {
    DesignEffect tables = ofCells(cells);
    if (sumZ.length == 0) {
      return tables;
    }
    long[][] values =
        Arrays.stream(cells).map(c -> Arrays.copyOf(c, c.length - 1)).toArray(long[][]::new);
    return new DesignEffect(
        tables.cells(),
        tables.spread(),
        ofCumulative(values),
        ofMean(values, sumZ, sumZSquared),
        Math.max(ofScores(values, RankScores.LOCATION), ofScores(values, RankScores.SPREAD)));
  }

  /** With S the matrix n v_ij / √(p_i p_j), its trace and the trace of its square. */
  private static DesignEffect ofCells(long[][] cells) {
    double[] rows = rows(cells);
    double n = Arrays.stream(rows).sum();
    double[] p = new double[cells[0].length];
    Arrays.setAll(p, i -> Arrays.stream(cells).mapToDouble(c -> c[i]).sum() / n);
    int[] filled = IntStream.range(0, p.length).filter(i -> p[i] > 0).toArray();
    int degrees = filled.length - 1;
    int blocks = (int) Arrays.stream(rows).filter(r -> r > 0).count();
    if (degrees < 1 || blocks < 2) {
      return DesignEffect.NONE;
    }
    double trace = 0;
    double squares = 0;
    for (int i : filled) {
      for (int j : filled) {
        double sum = 0;
        for (int b = 0; b < rows.length; b++) {
          sum += (cells[b][i] - p[i] * rows[b]) * (cells[b][j] - p[j] * rows[b]);
        }
        double s = sum * blocks / (blocks - 1) / n / Math.sqrt(p[i] * p[j]);
        trace += i == j ? s : 0;
        squares += s * s;
      }
    }
    double mean = trace / degrees;
    double f = blocks - 1;
    // Sampling of S adds (tr S)²/f and a share 1/f of itself to tr S² (Wishart's moments).
    double second = (squares - trace * trace / f) / (1 + 1 / f) / degrees;
    double spread = mean > 0 ? Math.max(0, second / (mean * mean) - 1) : 0;
    return new DesignEffect(mean, spread, mean, mean, mean);
  }

  private static double ofCumulative(long[][] values) {
    double[] rows = rows(values);
    double n = Arrays.stream(rows).sum();
    double[] upTo = new double[rows.length];
    double found = 0;
    double independent = 0;
    for (int i = 0; i < values[0].length - 1; i++) {
      for (int b = 0; b < upTo.length; b++) {
        upTo[b] += values[b][i];
      }
      double f = Arrays.stream(upTo).sum() / n;
      found += squares(upTo, rows, f) / n;
      independent += f * (1 - f);
    }
    return independent > 0 ? found / independent : 1;
  }

  private static double ofMean(long[][] values, double[] sumZ, double sumZSquared) {
    double[] rows = rows(values);
    double n = Arrays.stream(rows).sum();
    double mean = Arrays.stream(sumZ).sum() / n;
    double variance = sumZSquared / n - mean * mean;
    return variance > 1e-12 ? squares(sumZ, rows, mean) / n / variance : 1;
  }

  /** Of the mean of rank scores, of which the values of a bin share one. */
  private static double ofScores(long[][] values, RankScores scores) {
    double[] rows = rows(values);
    double n = Arrays.stream(rows).sum();
    double[] totals = new double[rows.length];
    double below = 0;
    double mean = 0;
    double square = 0;
    for (int i = 0; i < values[0].length; i++) {
      int bin = i;
      double count = Arrays.stream(values).mapToDouble(block -> block[bin]).sum();
      if (count > 0) {
        double score = scores.mean(below / n, (below + count) / n);
        for (int b = 0; b < totals.length; b++) {
          totals[b] += score * values[b][i];
        }
        mean += score * count / n;
        square += score * score * count / n;
      }
      below += count;
    }
    double variance = square - mean * mean;
    return variance > 1e-12 ? squares(totals, rows, mean) / n / variance : 1;
  }

  /** B/(B − 1) Σ (x_b − p n_b)², over blocks that hold rows. */
  private static double squares(double[] totals, double[] rows, double p) {
    double sum = 0;
    int blocks = 0;
    for (int b = 0; b < totals.length; b++) {
      double residual = totals[b] - p * rows[b];
      sum += residual * residual;
      blocks += rows[b] > 0 ? 1 : 0;
    }
    return blocks < 2 ? 0 : sum * blocks / (blocks - 1);
  }

  private static double[] rows(long[][] cells) {
    return Arrays.stream(cells).mapToDouble(c -> Arrays.stream(c).sum()).toArray();
  }
}
