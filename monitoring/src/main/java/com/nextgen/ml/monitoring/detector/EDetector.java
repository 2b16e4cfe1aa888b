package com.nextgen.ml.monitoring.detector;

import java.util.Arrays;
import java.util.Optional;

/**
 * An e-detector for losses in [0, 1]: of each alternative k with bet λ a Shiryaev-Roberts sum M ←
 * (1 + M)(1 + λ(x − μ0)), and drift where the mean of the sums reaches the run length.
 *
 * <p>While the conditional mean of each loss is at most μ0, each factor has conditional mean at
 * most 1, so M less the number of values is a supermartingale and, stopped where the mixture
 * reaches N, E[values] ≥ E[M] ≥ N: the average run length to a false alarm is at least N, whatever
 * the losses' distribution and dependence. Shin, Ramdas, Rinaldo 2022, <em>E-detectors: a
 * nonparametric framework for sequential change detection</em>, Definition 2.2 and Theorem 2.4.
 *
 * <p>The bets are λ = (μ1 − μ0) / (μ0(1 − μ0)), which makes a factor the likelihood ratio of an
 * error's probability μ1 to μ0, for μ1 − μ0 from 2 % to nearly all of 1 − μ0 in equal ratios: large
 * bets also suit losses that vary less than bits do, such as squares of errors.
 */
public final class EDetector extends RealDetector {
  private static final double MAX_SUM = 1e100;

  private final Settings settings;
  private final double[] bets;
  private final double[] sums;

  /**
   * How it judges.
   *
   * @param mean μ0, under which a loss's conditional mean stays while nothing has changed, in (0,
   *     1)
   * @param runLength N, the least average number of values to a false alarm
   * @param alternatives how many are mixed, from 1 to 64
   */
  public record Settings(double mean, double runLength, int alternatives) {
    public Settings {
      Require.openShare("mean", mean);
      Require.that(runLength > 1 && runLength <= 1e12, "run length must be from 1 to 1e12");
      Require.that(alternatives >= 1 && alternatives <= 64, "alternatives must be from 1 to 64");
    }

    /** With 16 alternatives. */
    public static Settings of(double mean, double runLength) {
      return new Settings(mean, runLength, 16);
    }
  }

  /** Begins with no value seen. */
  public EDetector(Settings settings) {
    this("e-detector", settings);
  }

  /** One of another name, where several watch one model. */
  public EDetector(String name, Settings settings) {
    super(name, 0, 1);
    this.settings = settings;
    this.bets = bets(settings);
    this.sums = new double[bets.length];
  }

  private static double[] bets(Settings settings) {
    double mean = settings.mean();
    double least = 0.02 * (1 - mean);
    double greatest = 0.9 * (1 - mean);
    double[] bets = new double[settings.alternatives()];
    for (int i = 0; i < bets.length; i++) {
      double place = bets.length == 1 ? 0.5 : (double) i / (bets.length - 1);
      double rise = least * Math.pow(greatest / least, place);
      bets[i] = rise / (mean * (1 - mean));
    }
    return bets;
  }

  @Override
  Signal next(double value) {
    double above = value - settings.mean();
    for (int i = 0; i < sums.length; i++) {
      sums[i] = (1 + sums[i]) * (1 + bets[i] * above);
    }
    return mixture() >= settings.runLength() ? Signal.DRIFT : Signal.STABLE;
  }

  /**
   * Adds to {@code logs}, one a bet, what a loss of a cluster is evidence of.
   *
   * @param value in [0, 1]
   */
  public void accumulate(double value, double[] logs) {
    Require.that(value >= 0 && value <= 1, "a loss must be from 0 to 1");
    double above = value - settings.mean();
    for (int i = 0; i < logs.length; i++) {
      logs[i] += Math.log1p(bets[i] * above);
    }
  }

  /** Returns how many bets there are. */
  public int bets() {
    return bets.length;
  }

  /**
   * Takes losses that may depend on each other as one factor, the product of theirs to the power of
   * 1 / {@code designEffect}. With as many as there are losses its mean is at most 1 however they
   * depend on each other (Hölder's inequality); with the design effect of their sum it is to the
   * second order of the bets.
   *
   * @param logs what {@link #accumulate} summed up of them
   * @param weight how many losses the sums begin anew with, at least 1, known before these: with
   *     the number of the cluster before the run length counts losses, not clusters
   */
  public Signal add(double[] logs, double designEffect, double weight) {
    Require.that(logs.length == bets.length, "a number a bet is needed");
    Require.that(designEffect >= 1 && weight >= 1, "design effect and weight are 1 or more");
    begin();
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Math.min(MAX_SUM, (weight + sums[i]) * Math.exp(logs[i] / designEffect));
    }
    return say(mixture() >= settings.runLength() ? Signal.DRIFT : Signal.STABLE);
  }

  private double mixture() {
    double sum = 0;
    for (double each : sums) {
      sum += each;
    }
    return sum / sums.length;
  }

  @Override
  public Optional<Evidence> evidence() {
    return Optional.of(new Evidence(mixture(), settings.runLength()));
  }

  @Override
  public void clear() {
    Arrays.fill(sums, 0);
  }

  @Override
  void writeSettings(StateWriter writer) {
    writer.number(settings.mean());
    writer.number(settings.runLength());
    writer.whole(settings.alternatives());
  }

  @Override
  void writeState(StateWriter writer) {
    for (double sum : sums) {
      writer.number(sum);
    }
  }

  @Override
  void readState(StateReader reader) throws StateException {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = reader.number(0, MAX_SUM);
    }
  }
}
