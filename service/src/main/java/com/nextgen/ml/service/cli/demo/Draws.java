package com.nextgen.ml.service.cli.demo;

import java.util.List;
import java.util.random.RandomGenerator;

/** Draws from the distributions that the marketplace's specification names. */
final class Draws {
  private final RandomGenerator random;

  Draws(RandomGenerator random) {
    this.random = random;
  }

  /** True with probability {@code p}. */
  boolean chance(double p) {
    return random.nextDouble() < p;
  }

  /** One of {@code values}, each as likely as its share; the shares sum to 1. */
  <T> T choice(List<T> values, double... shares) {
    double left = random.nextDouble();
    for (int i = 0; i < shares.length - 1; i++) {
      left -= shares[i];
      if (left < 0) {
        return values.get(i);
      }
    }
    return values.get(values.size() - 1);
  }

  /** One of {@code values}, all equally likely. */
  <T> T choice(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** Normal with mean {@code mu} and standard deviation {@code sigma}. */
  double normal(double mu, double sigma) {
    return mu + sigma * random.nextGaussian();
  }

  /** Its logarithm is normal with mean {@code mu} and standard deviation {@code sigma}. */
  double lognormal(double mu, double sigma) {
    return Math.exp(normal(mu, sigma));
  }

  /** Exponential with mean {@code mean}. */
  double exponential(double mean) {
    return mean * random.nextExponential();
  }

  /** Poisson with a mean under about 100, by multiplying uniforms (Knuth, TAOCP 2, 3.4.1). */
  int poisson(double mean) {
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    int k = 0;
    while (product > limit) {
      product *= random.nextDouble();
      k++;
    }
    return k;
  }

  /** {@code value} with {@code digits} after the point, ties to the even digit. */
  static double round(double value, int digits) {
    double scale = Math.pow(10, digits);
    return Math.rint(value * scale) / scale;
  }
}
