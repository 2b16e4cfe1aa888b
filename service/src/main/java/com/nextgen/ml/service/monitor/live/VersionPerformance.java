package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import com.nextgen.ml.monitoring.performance.CalibrationDrift;
import com.nextgen.ml.monitoring.performance.Estimator;
import com.nextgen.ml.monitoring.performance.PerformanceReference;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.feedback.outcome.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of how right one version is: the outcomes of its windows, and what its baseline has
 * to compare them with. Thread-safe; the lock is held to add and to sum up, never on the request
 * path and never while something is evaluated.
 */
public final class VersionPerformance {
  private final OutcomeLayout layout;
  private final List<Window> names;
  private final @Nullable PerformanceReference reference;
  private final @Nullable Estimator estimator;
  private final List<PerformanceWindow> windows = new ArrayList<>();
  private final Map<Window, CalibrationDrift> past = new ConcurrentHashMap<>();

  VersionPerformance(
      ModelSchema schema, @Nullable Baseline baseline, Layout counted, Instant loaded) {
    this.layout = OutcomeLayout.of(schema, counted);
    this.names = schema.monitoring().windows();
    this.reference = baseline == null ? null : PerformanceReference.of(baseline);
    this.estimator = baseline == null ? null : Estimator.of(baseline, schema).orElse(null);
    for (Window window : names) {
      windows.add(new PerformanceWindow(window, layout, loaded));
    }
  }

  public synchronized void joined(Outcome outcome) {
    windows.forEach(window -> window.add(outcome));
  }

  public synchronized void restored(Outcome outcome) {
    windows.forEach(window -> window.addEarlier(outcome));
  }

  /** A window's slot ended. */
  public synchronized void cut(Window window, Instant now) {
    window(window).cut(now);
  }

  /** Returns the labels that arrived in a window until now. */
  public synchronized OutcomeCounts arrived(Window window) {
    return window(window).rolling();
  }

  /** Returns the labels that arrived in the window before. */
  public synchronized OutcomeCounts arrivedBefore(Window window) {
    return window(window).previous();
  }

  /** Returns an empty sum of the version's outcomes. */
  public OutcomeAdder sum() {
    return new OutcomeAdder(layout);
  }

  /** Takes what windows whose labels have come tell of how calibration moves. */
  public void calibrated(Window window, CalibrationDrift drift) {
    past.put(window, drift);
  }

  /** Returns how calibration moved in past windows. */
  public CalibrationDrift calibrationDrift(Window window) {
    return past.getOrDefault(window, CalibrationDrift.NONE);
  }

  /** Returns the performance on training's held-out rows; null if the version has no baseline. */
  public @Nullable PerformanceReference reference() {
    return reference;
  }

  /** Returns what estimates performance without labels; null if nothing does. */
  public @Nullable Estimator estimator() {
    return estimator;
  }

  private PerformanceWindow window(Window window) {
    return windows.get(names.indexOf(window));
  }
}
