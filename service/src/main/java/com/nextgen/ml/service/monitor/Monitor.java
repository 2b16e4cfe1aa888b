package com.nextgen.ml.service.monitor;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.feedback.outcome.Outcome;
import com.nextgen.ml.service.feedback.outcome.OutcomeObserver;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.inference.VersionObservers;
import com.nextgen.ml.service.monitor.check.Check;
import com.nextgen.ml.service.monitor.check.ClusterCounts;
import com.nextgen.ml.service.monitor.check.OnDemand;
import com.nextgen.ml.service.monitor.check.ReportQuery;
import com.nextgen.ml.service.monitor.check.ReportResult;
import com.nextgen.ml.service.monitor.check.Scope;
import com.nextgen.ml.service.monitor.check.VerdictSink;
import com.nextgen.ml.service.monitor.check.WatchedVersions;
import com.nextgen.ml.service.monitor.check.WindowVerdict;
import com.nextgen.ml.service.monitor.live.ClockTime;
import com.nextgen.ml.service.monitor.live.CountKind;
import com.nextgen.ml.service.monitor.live.CountsHistory;
import com.nextgen.ml.service.monitor.live.Stage;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.VersionPerformance;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import com.nextgen.ml.service.monitor.live.WindowFindings;
import java.time.Instant;
import java.util.Comparator;
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
  private final CountsHistory history;
  private final WindowJudge judge;
  private final Map<VersionId, VersionMonitor> versions = new ConcurrentHashMap<>();

  /**
   * @param clock tells the time when a version is loaded and when a report is asked for; the same
   *     clocks as {@link #tick} is given
   * @param stripes how many threads count at once; see {@link
   *     com.nextgen.ml.monitoring.counts.live.LiveCounters}
   * @param onVerdict receives each verdict on a window that ended once, by the thread that ticks
   */
  public Monitor(Supplier<ClockTime> clock, int stripes, Consumer<WindowVerdict> onVerdict) {
    this(clock, stripes, onVerdict, CountsHistory.NONE, (verdict, judgedAt) -> true);
  }

  /**
   * @param history keeps what is counted, and knows what others counted. Where it is shared,
   *     windows that end are left to {@link #judge}
   * @param kept keeps the verdicts that this monitor takes by itself
   */
  public Monitor(
      Supplier<ClockTime> clock,
      int stripes,
      Consumer<WindowVerdict> onVerdict,
      CountsHistory history,
      VerdictSink kept) {
    this.clock = clock;
    this.stripes = stripes;
    this.history = history;
    this.judge = new WindowJudge(history, onVerdict, kept);
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

  /** Returns what time it is by the wall clock. */
  public Instant now() {
    return clock.get().wall();
  }

  /** Returns what is watched now, by model and version. */
  public List<VersionMonitor> versions() {
    return versions.values().stream()
        .sorted(
            Comparator.comparing((VersionMonitor version) -> version.id().model())
                .thenComparing(version -> version.id().version()))
        .toList();
  }

  /** Returns the monitor of one version; null if it is not loaded. */
  public @Nullable VersionMonitor version(VersionId id) {
    return versions.get(id);
  }

  /** Returns the monitor of one version; refused if it is not loaded. */
  public ReportResult<VersionMonitor> find(VersionId id) {
    return new WatchedVersions(versions).find(id);
  }

  /**
   * Returns the last verdict of each of a version's windows; empty if the version is not loaded.
   */
  public List<WindowFindings> judged(VersionId id) {
    VersionMonitor version = versions.get(id);
    return version == null ? List.of() : version.reports().judged();
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
    versions.values().forEach(version -> version.close(now));
    for (VersionMonitor version : versions.values()) {
      for (VersionMonitor.EndedSlot slot : version.advance(now)) {
        cut(version, slot, now);
      }
      version.reports().hidePast(wall);
    }
  }

  private void cut(VersionMonitor version, VersionMonitor.EndedSlot slot, ClockTime now) {
    try {
      version.performance().cut(slot.window(), now.wall());
    } catch (RuntimeException e) {
      version.dropped(Stage.EVALUATE, 1);
    }
    judge.look(onDemand(now).window(version, slot.window()), slot.rolling());
    if (slot.tumbling().isPresent() && !history.isShared()) {
      judge.judgeOwn(version, slot.window(), slot.tumbling().get(), slot.segments(), now.wall());
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
   * @param byKind what was counted in it by all replicas, by kind
   * @param counts whether a verdict counts; may keep it
   */
  public void judge(
      VersionMonitor version,
      Window window,
      Map<CountKind, WindowCounts> byKind,
      Predicate<WindowVerdict> counts) {
    judge.judge(version, window, byKind, counts);
  }

  /**
   * Judges a window that ended long ago, without telling anybody; the arguments are those of {@link
   * #judge}.
   *
   * @return empty if nothing was counted in it
   */
  public Optional<WindowVerdict> judgePast(
      VersionMonitor version, Window window, Map<CountKind, WindowCounts> byKind) {
    return judge.judgePast(version, window, byKind);
  }

  /** Returns a report of a window until now, at a nominal level. */
  public <R> ReportResult<R> report(Check<R> check, VersionId id, ReportQuery query) {
    return onDemand(clock.get()).report(check, id, query);
  }

  private OnDemand onDemand(ClockTime now) {
    return new OnDemand(
        new WatchedVersions(versions), new ClusterCounts(history, now), Scope.of(history));
  }

  /**
   * Judges a window whose labels have matured, at the level that the false-alarm budget leaves it.
   *
   * @param predicted what all replicas predicted in it
   * @param outcomes what is known of these predictions
   */
  public WindowVerdict judgeMatured(
      VersionMonitor version, Window window, WindowCounts predicted, OutcomeCounts outcomes) {
    return judge.judgeMatured(version, window, predicted, outcomes);
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
}
