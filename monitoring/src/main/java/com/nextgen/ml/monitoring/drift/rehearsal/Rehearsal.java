package com.nextgen.ml.monitoring.drift.rehearsal;

import com.nextgen.ml.monitoring.drift.DriftCriteria;
import com.nextgen.ml.monitoring.drift.DriftEvaluation;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.drift.Reference;
import com.nextgen.ml.monitoring.drift.SmallestShift;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * Which drift alarms a policy would have raised on one of its windows, and what it can see.
 *
 * @param window of the policy
 * @param level a look at it is judged at
 * @param from when the first look began
 * @param to when the last look ended; {@code from} if there was none
 * @param looks windows that ended in this time, those without rows among them
 * @param judged looks with enough data for at least one verdict
 * @param alarmed how many of these would have raised an alarm
 * @param alarms the first {@link #MAX_ALARMS} of them
 * @param medianRows of the looks that were judged, or of those with rows if none was; 0 if none
 * @param smallest shift of each column that is seen in a window with the median rows; empty where
 *     that is not enough data
 */
public record Rehearsal(
    Window window,
    double level,
    Instant from,
    Instant to,
    long looks,
    long judged,
    long alarmed,
    List<Alarm> alarms,
    long medianRows,
    List<SmallestShift> smallest) {
  /** So many alarms are told one by one. */
  public static final int MAX_ALARMS = 1_000;

  private static final Subject SUBJECT = new Subject(null, null, "rehearsal", "baseline");

  public Rehearsal {
    alarms = List.copyOf(alarms);
    smallest = List.copyOf(smallest);
    if (looks < judged || judged < alarmed || alarmed < alarms.size()) {
      throw new IllegalArgumentException("alarms come from judged looks, and these from looks");
    }
  }

  /** Returns how many alarms the budget allows for these looks if nothing had changed. */
  public double expectedFalseAlarms() {
    return judged * level;
  }

  /**
   * Judges windows as a policy would have.
   *
   * @param reference the baseline, for rows of {@code window}
   * @param from when the first window began, a multiple of its length since 1970
   * @param to when the last one ended, likewise
   * @param counted the windows between that hold rows, oldest first; each is asked for when the one
   *     before has been judged
   */
  public static Rehearsal of(
      Reference reference,
      MonitoringPolicy policy,
      Window window,
      Instant from,
      Instant to,
      Iterator<Look> counted) {
    DriftCriteria drift = DriftCriteria.forWindow(policy, window, AlarmFamily.DRIFT);
    List<Long> rows = new ArrayList<>();
    List<Long> judgedRows = new ArrayList<>();
    List<Alarm> alarms = new ArrayList<>();
    long alarmed = 0;
    while (counted.hasNext()) {
      Look look = counted.next();
      long lookRows = look.counts().rows();
      DriftReport report =
          DriftEvaluation.evaluate(
              reference,
              look.counts(),
              drift,
              SUBJECT,
              new WindowSpan(window.name(), look.begin(), look.end(), lookRows));
      rows.add(lookRows);
      if (report.hasDrift()
          || report.columns().anyMatch(c -> c.verdict() != Verdict.NOT_ENOUGH_DATA)) {
        judgedRows.add(lookRows);
      }
      if (report.hasDrift()) {
        alarmed++;
        if (alarms.size() < MAX_ALARMS) {
          alarms.add(Alarm.of(look, report));
        }
      }
    }
    long median = median(judgedRows.isEmpty() ? rows : judgedRows);
    return new Rehearsal(
        window,
        drift.level(),
        from,
        to,
        (to.toEpochMilli() - from.toEpochMilli()) / window.length().toMillis(),
        judgedRows.size(),
        alarmed,
        alarms,
        median,
        SmallestShift.of(reference, drift, median));
  }

  /** The lower one of two middle ones. */
  private static long median(List<Long> values) {
    if (values.isEmpty()) {
      return 0;
    }
    List<Long> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get((sorted.size() - 1) / 2);
  }
}
