package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import com.nextgen.ml.monitoring.performance.CalibrationDrift;
import com.nextgen.ml.monitoring.performance.Estimator;
import com.nextgen.ml.monitoring.performance.PerformanceCriteria;
import com.nextgen.ml.monitoring.performance.PerformanceEvaluation;
import com.nextgen.ml.monitoring.performance.PerformanceReference;
import com.nextgen.ml.monitoring.performance.PerformanceReport;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.feedback.outcome.Outcome;
import com.nextgen.ml.service.inference.VersionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The performance of one version: the outcomes of its windows, and what was last found of them.
 * Thread-safe; the lock is never held on the request path.
 */
public final class VersionPerformance {
  static final String BY_ARRIVAL = "arrival";
  static final String BY_PREDICTION = "prediction";

  private final VersionId id;
  private final ModelSchema schema;
  private final OutcomeLayout layout;
  private final @Nullable PerformanceReference reference;
  private final @Nullable Estimator estimator;
  private final List<PerformanceWindow> windows = new ArrayList<>();
  private final Map<Window, PerformanceReport> rolling = new LinkedHashMap<>();
  private final Map<Window, PerformanceVerdict> verdicts = new LinkedHashMap<>();
  private final Map<Window, CalibrationDrift> past = new ConcurrentHashMap<>();

  VersionPerformance(
      VersionId id,
      ModelSchema schema,
      @Nullable Baseline baseline,
      Layout counted,
      Instant loaded) {
    this.id = id;
    this.schema = schema;
    this.layout = OutcomeLayout.of(schema, counted);
    this.reference = baseline == null ? null : PerformanceReference.of(baseline);
    this.estimator = baseline == null ? null : Estimator.of(baseline, schema).orElse(null);
    for (Window window : schema.monitoring().windows()) {
      windows.add(new PerformanceWindow(window, layout, loaded));
    }
  }

  public synchronized void joined(Outcome outcome) {
    windows.forEach(window -> window.add(outcome));
  }

  public synchronized void restored(Outcome outcome) {
    windows.forEach(window -> window.addEarlier(outcome));
  }

  /** The last look at each window by arrival, at a nominal level. */
  public synchronized List<PerformanceReport> rolling() {
    return List.copyOf(rolling.values());
  }

  /** The last verdict of each window of which one has matured. */
  public synchronized List<PerformanceVerdict> verdicts() {
    return List.copyOf(verdicts.values());
  }

  /** An empty sum of the version's outcomes. */
  public OutcomeAdder sum() {
    return new OutcomeAdder(layout);
  }

  /** A window's slot ended. */
  public synchronized void cut(Window window, Instant now) {
    window(window).cut(now);
  }

  /** Looks at what arrived in a window until now. */
  public synchronized void look(Window window, WindowCounts predicted, Scope scope) {
    rolling.put(window, byArrival(window, predicted, null, Scope.BASELINE, scope));
  }

  /**
   * A verdict on a tumbling window whose labels have matured.
   *
   * @param predicted what was predicted in it
   * @param outcomes of these predictions
   */
  public PerformanceVerdict judge(
      Window window, WindowCounts predicted, OutcomeCounts outcomes, Scope scope) {
    return new PerformanceVerdict(
        id,
        window,
        evaluate(
            window,
            predicted,
            BY_PREDICTION,
            outcomes,
            reference,
            PerformanceCriteria.forWindow(schema.monitoring(), window),
            Scope.BASELINE,
            scope));
  }

  /** What windows whose labels have come tell of how calibration moves. */
  public void calibrated(Window window, CalibrationDrift drift) {
    past.put(window, drift);
  }

  public synchronized void found(PerformanceVerdict verdict) {
    verdicts.put(verdict.window(), verdict);
  }

  /**
   * Of labels that arrived in a window.
   *
   * @param other what to compare with; null for the baseline
   */
  public synchronized PerformanceReport byArrival(
      Window window,
      WindowCounts predicted,
      @Nullable PerformanceReference other,
      String against,
      Scope scope) {
    return evaluate(
        window,
        predicted,
        BY_ARRIVAL,
        window(window).rolling(),
        against.equals(Scope.BASELINE) ? reference : other,
        PerformanceCriteria.onDemand(schema.monitoring()),
        against,
        scope);
  }

  /** Labels that arrived in the window before, to compare with. */
  public synchronized PerformanceReference previous(Window window) {
    return PerformanceReference.of(window(window).previous());
  }

  /** Labels that arrived in the window, to compare with. */
  public synchronized PerformanceReference current(Window window) {
    return PerformanceReference.of(window(window).rolling());
  }

  private PerformanceWindow window(Window window) {
    return windows.get(schema.monitoring().windows().indexOf(window));
  }

  private PerformanceReport evaluate(
      Window window,
      WindowCounts span,
      String by,
      OutcomeCounts outcomes,
      @Nullable PerformanceReference with,
      PerformanceCriteria policy,
      String against,
      Scope scope) {
    CalibrationDrift moves = past.getOrDefault(window, CalibrationDrift.NONE);
    return new PerformanceEvaluation(with, estimator, policy, moves)
        .evaluate(
            scope.subject(id, against),
            new WindowSpan(window.name(), span.from(), span.to(), span.rows()),
            by,
            outcomes,
            span.counts());
  }
}
