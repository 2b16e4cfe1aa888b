package com.nextgen.ml.benchmarks.trial;

import java.util.ArrayList;
import java.util.List;

/**
 * What the population stability index would be with rows without end: over the deciles of the
 * population before, missing as one more bin, or over the categories that a baseline of this many
 * rows would be expected to publish.
 */
final class TrueEffect {
  private static final double FLOOR = 1e-4;
  private static final int MIN_PUBLISHED = 20;
  private static final int MAX_NAMED = 100;

  private TrueEffect() {}

  static double psi(Shift shift, int referenceRows) {
    double missing = shift.before().missing();
    double missingAfter = shift.after().missing();
    List<double[]> cells =
        shift.before() instanceof Numbers numbers
            ? deciles(numbers, (Numbers) shift.after(), referenceRows)
            : published((Categories) shift.before(), (Categories) shift.after(), referenceRows);
    double psi = term(missing, missingAfter);
    for (double[] cell : cells) {
      psi += term(cell[0] * (1 - missing), cell[1] * (1 - missingAfter));
    }
    return psi;
  }

  private static double term(double before, double after) {
    double p = Math.max(before, FLOOR);
    double q = Math.max(after, FLOOR);
    return (q - p) * Math.log(q / p);
  }

  private static List<double[]> deciles(Numbers before, Numbers after, int referenceRows) {
    List<double[]> cells = new ArrayList<>();
    int bins = Math.max(1, Math.min(10, referenceRows / 50));
    double least = 0;
    double leastAfter = 0;
    double last = Double.NEGATIVE_INFINITY;
    for (int i = 1; i <= bins; i++) {
      double edge = i == bins ? Double.POSITIVE_INFINITY : before.quantile(i / (double) bins);
      if (edge > last) {
        double p = i == bins ? 1 : before.upTo().applyAsDouble(edge);
        double q = i == bins ? 1 : after.upTo().applyAsDouble(edge);
        if (p - least > 1e-12 || q - leastAfter > 1e-12) {
          cells.add(new double[] {p - least, q - leastAfter});
        }
        least = p;
        leastAfter = q;
        last = edge;
      }
    }
    return cells;
  }

  private static List<double[]> published(Categories before, Categories after, int referenceRows) {
    List<double[]> cells = new ArrayList<>();
    double[] rest = {0, 0};
    for (int i = 0; i < after.size(); i++) {
      double p = before.share(i);
      boolean own = p * referenceRows >= MIN_PUBLISHED && i < MAX_NAMED;
      if (own) {
        cells.add(new double[] {p, after.share(i)});
      } else {
        rest[0] += p;
        rest[1] += after.share(i);
      }
    }
    cells.add(rest);
    return cells;
  }
}
