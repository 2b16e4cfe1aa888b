package com.nextgen.ml.benchmarks.trial.level;

import com.nextgen.ml.benchmarks.trial.population.Size;
import java.util.Arrays;

/**
 * False alarms of each of many baselines: the declared level is the mean over baselines, and a user
 * has one.
 *
 * @param title of the values
 * @param rates of each baseline, the share of its windows with a declared p-value of at most .05,
 *     increasing
 * @param alarms of all windows, those that the whole policy calls drifted at .05
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record BaselineSpread(String title, Size size, double[] rates, double alarms) {

  /** Returns the mean over baselines. */
  double mean() {
    return Arrays.stream(rates).average().orElse(Double.NaN);
  }

  /** Returns the rate that this share of the baselines does not exceed. */
  double quantile(double share) {
    return rates[(int) Math.ceil(share * rates.length) - 1];
  }

  /** Returns the share of baselines with a rate of more than this. */
  public double over(double rate) {
    return Arrays.stream(rates).filter(x -> x > rate).count() / (double) rates.length;
  }
}
