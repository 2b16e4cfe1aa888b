package com.nextgen.ml.benchmarks.trial.population;

import com.nextgen.ml.monitoring.stats.Normal;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * A distribution of numbers.
 *
 * @param draws one value
 * @param upTo the probability of a value of at most x
 * @param missing the share of rows without a value
 */
public record Numbers(
    ToDoubleFunction<RandomGenerator> draws, DoubleUnaryOperator upTo, double missing)
    implements Population {

  /** N(mean, deviation²). */
  public static Numbers normal(double mean, double deviation) {
    return new Numbers(
        random -> mean + deviation * random.nextGaussian(),
        x -> Normal.cumulative((x - mean) / deviation),
        0);
  }

  /** exp(N(0, sigma²)). */
  public static Numbers logNormal(double sigma) {
    return new Numbers(
        random -> Math.exp(sigma * random.nextGaussian()),
        x -> x <= 0 ? 0 : Normal.cumulative(Math.log(x) / sigma),
        0);
  }

  /** At least 1, the probability of more than x being x to the power of −exponent. */
  public static Numbers pareto(double exponent) {
    return new Numbers(
        random -> Math.pow(1 - random.nextDouble(), -1 / exponent),
        x -> x <= 1 ? 0 : 1 - Math.pow(x, -exponent),
        0);
  }

  /** The numbers 0, 1, 2 … with these probabilities. */
  public static Numbers whole(double... probabilities) {
    Categories categories = new Categories(probabilities, 0);
    return new Numbers(
        categories::draw,
        x -> {
          double sum = 0;
          for (int i = 0; i < probabilities.length && i <= x; i++) {
            sum += probabilities[i];
          }
          return Math.min(1, sum);
        },
        0);
  }

  /** The number 0 with this probability, else one of {@code others}, which is positive. */
  public static Numbers zeroInflated(double zeros, Numbers others) {
    return new Numbers(
        random -> random.nextDouble() < zeros ? 0 : others.draws.applyAsDouble(random),
        x -> x < 0 ? 0 : zeros + (1 - zeros) * others.upTo.applyAsDouble(x),
        0);
  }

  /** The distribution of factor × value + offset. */
  public Numbers moved(double factor, double offset) {
    return new Numbers(
        random -> factor * draws.applyAsDouble(random) + offset,
        x -> upTo.applyAsDouble((x - offset) / factor),
        missing);
  }

  /** A row comes from {@code other} with this probability, else from here. */
  public Numbers mixed(double share, Numbers other) {
    return new Numbers(
        random -> (random.nextDouble() < share ? other : this).draws.applyAsDouble(random),
        x -> (1 - share) * upTo.applyAsDouble(x) + share * other.upTo.applyAsDouble(x),
        missing);
  }

  @Override
  public double draw(RandomGenerator random) {
    return draws.applyAsDouble(random);
  }

  @Override
  public Numbers withMissing(double share) {
    return new Numbers(draws, upTo, share);
  }

  /** The least x with a probability of at least {@code share} up to it, by bisection. */
  public double quantile(double share) {
    double low = -1;
    double high = 1;
    while (upTo.applyAsDouble(low) >= share) {
      low *= 2;
    }
    while (upTo.applyAsDouble(high) < share) {
      high *= 2;
    }
    for (int i = 0; i < 200 && high - low > Math.ulp(high); i++) {
      double middle = low + (high - low) / 2;
      if (upTo.applyAsDouble(middle) < share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
