package com.nextgen.ml.service.monitor;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.quality.QualityReport;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.policy.DurationSpelling;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.feedback.outcome.Outcome;
import com.nextgen.ml.service.feedback.outcome.OutcomeObserver;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.inference.VersionObservers;
import com.nextgen.ml.service.monitor.check.ClusterCounts;
import com.nextgen.ml.service.monitor.check.DriftAnswer;
import com.nextgen.ml.service.monitor.check.DriftCheck;
import com.nextgen.ml.service.monitor.check.PerformanceAnswer;
import com.nextgen.ml.service.monitor.check.PerformanceOnDemand;
import com.nextgen.ml.service.monitor.check.QualityJudgement;
import com.nextgen.ml.service.monitor.check.ReportService;
import com.nextgen.ml.service.monitor.check.SegmentCheck;
import com.nextgen.ml.service.monitor.live.ClockTime;
import com.nextgen.ml.service.monitor.live.CountsHistory;
import com.nextgen.ml.service.monitor.live.PerformanceVerdict;
import com.nextgen.ml.service.monitor.live.RollingReport;
import com.nextgen.ml.service.monitor.live.Scope;
import com.nextgen.ml.service.monitor.live.Stage;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.VersionPerformance;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import com.nextgen.ml.service.monitor.live.WindowFindings;
import com.nextgen.ml.service.monitor.live.WindowVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches every loaded version. {@link #tick} drives it and is called by one thread, as often as
 * windows should be cut sharply; everything else may be called by any.
 */
public final class Monitor implements VersionObservers, OutcomeObserver {
  private final Supplier<ClockTime> clock;
  private final int stripes;
  private final Consumer<WindowVerdict> onVerdict;
  private final CountsHistory history;
  private final Map<VersionId, VersionMonitor> versions = new ConcurrentHashMap<>();

  /**
   * @param clock tells the time when a version is loaded and when a report is asked for; the same
   *     clocks as {@link #tick} is given
   * @param stripes how many threads count at once; see {@link
   *     com.nextgen.ml.monitoring.counts.live.LiveCounters}
   * @param onVerdict is told each verdict once, by the thread that ticks
   */
  public Monitor(Supplier<ClockTime> clock, int stripes, Consumer<WindowVerdict> onVerdict) {
    this(clock, stripes, onVerdict, CountsHistory.NONE);
  }

  /**
   * @param history keeps what is counted, and knows what others counted. Where it is shared,
   *     windows that end are left to {@link #judge}
   */
  public Monitor(
      Supplier<ClockTime> clock,
      int stripes,
      Consumer<WindowVerdict> onVerdict,
      CountsHistory history) {
    this.clock = clock;
    this.stripes = stripes;
    this.onVerdict = onVerdict;
    this.history = history;
  }

  @Override
  public VersionObserver loaded(VersionId id, ModelSchema schema, @Nullable Baseline baseline) {
    VersionMonitor version =
        new VersionMonitor(id, schema, baseline, stripes, clock.get(), this::retired);
    versions.put(id, version);
    return version;
  }

  /** One that was loaded anew meanwhile is watched on. */
  private void retired(VersionMonitor version) {
    if (versions.remove(version.id(), version)) {
      keep(version, clock.get());
    }
  }

  /** What is watched now, by model and version. */
  public List<VersionMonitor> versions() {
    return versions.values().stream()
        .sorted(
            Comparator.comparing((VersionMonitor version) -> version.id().model())
                .thenComparing(version -> version.id().version()))
        .toList();
  }

  /** The monitor of one version; null if it is not loaded. */
  public @Nullable VersionMonitor version(VersionId id) {
    return versions.get(id);
  }

  /** The last verdict of each of a version's windows; empty if the version is not loaded. */
  public List<WindowFindings> judged(VersionId id) {
    VersionMonitor version = versions.get(id);
    return version == null ? List.of() : version.judged();
  }

  /**
   * Cuts deltas that are due, looks at the rolling windows whose slot has ended, and judges each
   * tumbling window that has ended. Late calls lose nothing: what was counted meanwhile belongs to
   * the window that should have ended, whose times say how long it was.
   *
   * @param nanos of the monotonic clock
   * @param wall the same moment on the wall clock
   */
  public void tick(long nanos, Instant wall) {
    ClockTime now = new ClockTime(nanos, wall);
    for (VersionMonitor version : versions.values()) {
      for (VersionMonitor.Cut cut : version.advance(now)) {
        evaluate(version, cut, now);
        evaluatePerformance(version, cut, now);
      }
      version.hidePast(wall);
    }
  }

  /** Gives what was counted since the last call to the history. */
  public void keep(ClockTime now) {
    versions.values().forEach(version -> keep(version, now));
  }

  private void keep(VersionMonitor version, ClockTime now) {
    version.takeUnkept(now).forEach((kind, span) -> history.keep(version.id(), kind, span));
  }

  /**
   * Judges a window that has ended, at the level that the false-alarm budget leaves it, and tells
   * of the verdict if it counts.
   *
   * @param byKind what was counted in it by all replicas, by the kinds of {@link CountsHistory}
   * @param counts whether a verdict counts; may keep it
   */
  public void judge(
      VersionMonitor version,
      Window window,
      Map<String, WindowCounts> byKind,
      Predicate<WindowVerdict> counts) {
    judged(version, window, byKind).filter(counts).ifPresent(verdict -> tell(version, verdict));
  }

  /**
   * Judges a window without telling anybody; the arguments are those of {@link #judge}.
   *
   * @return empty if nothing was counted in it
   */
  public Optional<WindowVerdict> judged(
      VersionMonitor version, Window window, Map<String, WindowCounts> byKind) {
    WindowCounts all = byKind.get(CountsHistory.ALL_ROWS);
    if (all == null) {
      return Optional.empty();
    }
    Map<String, Map<String, WindowCounts>> segments = new LinkedHashMap<>();
    for (String column : version.schema().segmentColumns()) {
      segments.put(column, CountsHistory.segments(byKind, column));
    }
    return Optional.of(verdict(version, window, all, segments));
  }

  private WindowVerdict verdict(
      VersionMonitor version,
      Window window,
      WindowCounts span,
      Map<String, Map<String, WindowCounts>> segments) {
    Scope scope = Scope.of(history);
    return new WindowVerdict(
        version.id(),
        window,
        DriftCheck.budgeted(version, window, span, scope),
        QualityJudgement.budgeted(version, window, span, scope),
        SegmentCheck.budgeted(version, window, segments, scope));
  }

  private void tell(VersionMonitor version, WindowVerdict verdict) {
    version.show(WindowFindings.of(verdict));
    onVerdict.accept(verdict);
  }

  /**
   * A drift report of a rolling window until now, at a nominal level.
   *
   * @param window the name of a configured one; null for the first
   * @param against {@code baseline}, {@code previous} or {@code version:3}; null for the baseline
   */
  public DriftAnswer report(VersionId id, @Nullable String window, @Nullable String against) {
    return onDemand().report(id, window, against);
  }

  /**
   * Drift reports of each value of a segment column over a rolling window until now, against the
   * baseline and at a nominal level.
   *
   * @param window the name of a configured one; null for the first
   */
  public DriftAnswer segments(VersionId id, String segment, @Nullable String window) {
    return onDemand().segments(id, segment, window);
  }

  /**
   * A data-quality report of a rolling window until now, at a nominal level.
   *
   * @param window the name of a configured one; null for the first
   */
  public DriftAnswer quality(VersionId id, @Nullable String window) {
    return onDemand().quality(id, window);
  }

  /**
   * A drift report of what all replicas counted in a stretch of time, against the baseline and at a
   * nominal level.
   *
   * @param length of the stretch, more than 0, which the report is named after
   */
  public DriftReport report(VersionMonitor version, WindowCounts span, Duration length) {
    Window window = new Window(DurationSpelling.of(length), length);
    return DriftCheck.nominal(version, window, span, Scope.of(history));
  }

  /** A data-quality report of the same; the arguments are those of {@link #report}. */
  public QualityReport quality(VersionMonitor version, WindowCounts span, Duration length) {
    Window window = new Window(DurationSpelling.of(length), length);
    return QualityJudgement.nominal(version, window, span, Scope.of(history));
  }

  private ReportService onDemand() {
    return new ReportService(versions, new ClusterCounts(history, clock.get()), Scope.of(history));
  }

  /**
   * A performance report of the labels that arrived in a rolling window until now, at a nominal
   * level; the arguments are those of {@link #report}.
   */
  public PerformanceAnswer performance(
      VersionId id, @Nullable String window, @Nullable String against) {
    return performanceOnDemand().report(id, window, against);
  }

  /**
   * The last verdict on a window whose labels had matured.
   *
   * @param window the name of a configured one; null for the first
   */
  public PerformanceAnswer maturedPerformance(VersionId id, @Nullable String window) {
    return performanceOnDemand().matured(id, window);
  }

  private PerformanceOnDemand performanceOnDemand() {
    return new PerformanceOnDemand(
        versions, new ClusterCounts(history, clock.get()), Scope.of(history));
  }

  /**
   * Judges a window whose labels have matured, at the level that the false-alarm budget leaves it.
   *
   * @param predicted what all replicas predicted in it
   * @param outcomes what is known of these predictions
   */
  public PerformanceVerdict judgePerformance(
      VersionMonitor version, Window window, WindowCounts predicted, OutcomeCounts outcomes) {
    PerformanceVerdict verdict =
        version.performance().judge(window, predicted, outcomes, Scope.of(history));
    version.performance().found(verdict);
    return verdict;
  }

  /** Says that a window's labels have matured too long ago for it to be judged. */
  public void gaveUp(VersionMonitor version, long windows) {
    version.dropped(Stage.EVALUATE, windows);
  }

  @Override
  public void joined(List<Outcome> outcomes) {
    each(outcomes, VersionPerformance::joined);
  }

  @Override
  public void restored(List<Outcome> outcomes) {
    each(outcomes, VersionPerformance::restored);
  }

  /** A version that is no longer loaded has no windows: its outcomes are in the store alone. */
  private void each(List<Outcome> outcomes, BiConsumer<VersionPerformance, Outcome> step) {
    for (Outcome outcome : outcomes) {
      VersionMonitor version = versions.get(outcome.version());
      if (version != null) {
        try {
          step.accept(version.performance(), outcome);
        } catch (RuntimeException e) {
          version.dropped(Stage.COUNT, 1);
        }
      }
    }
  }

  private void evaluatePerformance(VersionMonitor version, VersionMonitor.Cut cut, ClockTime now) {
    VersionPerformance performance = version.performance();
    try {
      performance.cut(cut.window(), now.wall());
      performance.look(
          cut.window(),
          history.isShared()
              ? new ClusterCounts(history, now).rolling(version, cut.window())
              : cut.rolling(),
          Scope.of(history));
    } catch (RuntimeException e) {
      version.dropped(Stage.EVALUATE, 1);
    }
  }

  private void evaluate(VersionMonitor version, VersionMonitor.Cut cut, ClockTime now) {
    try {
      version.found(
          new RollingReport(
              cut.window(),
              DriftCheck.nominal(version, cut.window(), cut.rolling(), Scope.INSTANCE)));
      if (cut.tumbling().isPresent() && !history.isShared()) {
        WindowVerdict verdict =
            verdict(version, cut.window(), cut.tumbling().get(), cut.segments());
        tell(version, verdict);
        if (!history.keep(verdict, now.wall())) {
          version.dropped(Stage.VERDICT_LOG, 1);
        }
      }
    } catch (RuntimeException e) {
      // One version's window must not keep the others from being judged; the metric tells.
      version.dropped(Stage.EVALUATE, 1);
    }
  }
}
