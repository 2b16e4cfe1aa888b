package com.nextgen.ml.monitoring.concept;

import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;

/** How many labels must pass, on average, from false alarm to false alarm. */
public final class RunLength {
  private static final double SECONDS_A_DAY = 86_400;
  private static final double LEAST = 100;
  private static final double MOST = 1e9;

  private RunLength() {}

  /**
   * Returns the labels expected in the budget's period, over the alarms that concept drift may
   * raise in it: {@code labels per day × days / (alarms × share)}; from 100 to 1e9.
   *
   * @param labelsPerDay the policy's, or as observed
   */
  public static double of(MonitoringPolicy policy, double labelsPerDay) {
    double days = policy.falseAlarms().period().toSeconds() / SECONDS_A_DAY;
    double alarms = policy.falseAlarms().alarms() * policy.budget().share(AlarmFamily.CONCEPT);
    return Math.max(LEAST, Math.min(MOST, labelsPerDay * days / alarms));
  }
}
