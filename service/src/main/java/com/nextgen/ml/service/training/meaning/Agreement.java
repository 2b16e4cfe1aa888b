package com.nextgen.ml.service.training.meaning;

import java.util.Arrays;

/**
 * How far two ways of naming rows agree beyond chance: Cohen's kappa (1960) with its standard error
 * where there is no agreement but by chance (Fleiss, Cohen and Everitt, 1969).
 *
 * @param rows named by both
 * @param observed share of rows that agree
 * @param chance share that would if the two were independent
 * @param deviation of the observed share, times √rows, if they were
 */
record Agreement(long rows, double observed, double chance, double deviation) {

  /** Of a table whose cells on the diagonal agree. */
  static Agreement of(long[][] table) {
    int k = table.length;
    double[] first = new double[k];
    double[] second = new double[k];
    long rows = Arrays.stream(table).flatMapToLong(Arrays::stream).sum();
    double agree = 0;
    for (int i = 0; i < k; i++) {
      agree += table[i][i];
      for (int j = 0; j < k; j++) {
        first[i] += table[i][j] / (double) rows;
        second[j] += table[i][j] / (double) rows;
      }
    }
    double chance = 0;
    double cubic = 0;
    for (int i = 0; i < k; i++) {
      chance += first[i] * second[i];
      cubic += first[i] * second[i] * (first[i] + second[i]);
    }
    double variance = Math.max(0, chance + chance * chance - cubic);
    return new Agreement(rows, rows == 0 ? 0 : agree / rows, chance, Math.sqrt(variance));
  }

  /** 1 where all rows agree, 0 where no more do than by chance, less where fewer do. */
  double kappa() {
    return rows == 0 || chance >= 1 ? 0 : (observed - chance) / (1 - chance);
  }

  /** By how many standard errors they agree more than by chance; 0 if that cannot be told. */
  double z() {
    return rows == 0 || !(deviation > 0)
        ? 0
        : (observed - chance) * Math.sqrt((double) rows) / deviation;
  }
}
