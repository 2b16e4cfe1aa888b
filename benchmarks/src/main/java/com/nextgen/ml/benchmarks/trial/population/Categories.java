package com.nextgen.ml.benchmarks.trial.population;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A distribution of categories, called c0, c1, …. */
public final class Categories implements Population {
  private final double[] shares;
  private final double[] cumulative;
  private final double missing;

  /**
   * @param shares of each category; they add up to 1
   * @param missing the share of rows without a value
   */
  public Categories(double[] shares, double missing) {
    this.shares = shares.clone();
    this.missing = missing;
    this.cumulative = shares.clone();
    Arrays.parallelPrefix(cumulative, Double::sum);
    if (Math.abs(cumulative[shares.length - 1] - 1) > 1e-9) {
      throw new IllegalArgumentException("shares must add up to 1");
    }
  }

  /** As many with the same share each. */
  public static Categories equal(int size) {
    double[] shares = new double[size];
    Arrays.fill(shares, 1.0 / size);
    return new Categories(shares, 0);
  }

  /** Shares that fall as 1 / rank. */
  public static Categories zipf(int size) {
    double[] shares = new double[size];
    double sum = 0;
    for (int i = 0; i < size; i++) {
      shares[i] = 1.0 / (i + 1);
      sum += shares[i];
    }
    double total = sum;
    Arrays.setAll(shares, i -> shares[i] / total);
    return new Categories(shares, 0);
  }

  /** Of every even category this part of its share goes to the next one. */
  public Categories swapped(double part) {
    double[] moved = shares.clone();
    for (int i = 0; i + 1 < moved.length; i += 2) {
      double gone = part * moved[i];
      moved[i] -= gone;
      moved[i + 1] += gone;
    }
    return new Categories(moved, missing);
  }

  /** This part of all rows has one category that was never there before. */
  public Categories withNew(double part) {
    double[] more = Arrays.copyOf(shares, shares.length + 1);
    for (int i = 0; i < shares.length; i++) {
      more[i] *= 1 - part;
    }
    more[shares.length] = part;
    return new Categories(more, missing);
  }

  /** Returns how many there are. */
  public int size() {
    return shares.length;
  }

  /** The share of a category; 0 beyond the last. */
  public double share(int category) {
    return category < shares.length ? shares[category] : 0;
  }

  /** Returns the name of a category. */
  public static String name(int category) {
    return "c" + category;
  }

  @Override
  public double missing() {
    return missing;
  }

  @Override
  public double draw(RandomGenerator random) {
    int at = Arrays.binarySearch(cumulative, random.nextDouble());
    return Math.min(shares.length - 1, at < 0 ? -at - 1 : at + 1);
  }

  @Override
  public Categories withMissing(double share) {
    return new Categories(shares, share);
  }
}
