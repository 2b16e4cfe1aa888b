package com.nextgen.ml.service.history;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.drift.Reference;
import com.nextgen.ml.monitoring.drift.rehearsal.Rehearsal;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.history.delta.CountCompaction;
import com.nextgen.ml.service.history.delta.StoredHistory;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.check.RangeCheck;
import com.nextgen.ml.service.monitor.check.ReportResult;
import com.nextgen.ml.service.monitor.check.ReportResult.Found;
import com.nextgen.ml.service.monitor.check.ReportResult.Refused;
import com.nextgen.ml.service.monitor.check.TimeRange;
import com.nextgen.ml.service.monitor.live.CountKind;
import com.nextgen.ml.service.monitor.live.CountKinds;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import com.nextgen.ml.service.store.sql.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers from the counts that all replicas kept: reports of times that have passed, and what
 * another policy would have made of them. Waits for the store.
 */
public final class HistoryReports {
  /** How many looks at a window are rehearsed. */
  private static final long MAX_LOOKS = 10_000;

  /** Looks times columns, which bounds the time that a rehearsal takes. */
  private static final long MAX_COLUMNS = 300_000;

  private static final long MIN_LOOKS = 50;

  private final StoredHistory history;
  private final Monitor monitor;
  private final Duration grace;
  private final Supplier<Instant> clock;

  /**
   * @param grace how long after its end all of a window is written
   */
  HistoryReports(StoredHistory history, Monitor monitor, Duration grace, Supplier<Instant> clock) {
    this.history = history;
    this.monitor = monitor;
    this.grace = grace;
    this.clock = clock;
  }

  /**
   * A policy's rehearsals.
   *
   * @param keptSince when the first kept count began; null if none is kept
   * @param windows of the policy, in its order
   */
  public record Rehearsed(@Nullable Instant keptSince, List<Rehearsal> windows) {

    public Rehearsed {
      windows = List.copyOf(windows);
    }
  }

  /**
   * Returns what a policy would have made of the last days.
   *
   * @param last how far to go back, as far as counts are kept
   */
  public ReportResult<Rehearsed> rehearse(VersionId id, MonitoringPolicy policy, Duration last) {
    Instant now = clock.get();
    return ask(
        id,
        (version, baseline, oldest) -> {
          List<Rehearsal> windows = new ArrayList<>();
          for (Window window : policy.windows()) {
            windows.add(rehearse(version, baseline, policy, window, now.minus(last), oldest, now));
          }
          return new Found<>(new Rehearsed(oldest, windows));
        });
  }

  private Rehearsal rehearse(
      VersionMonitor version,
      Baseline baseline,
      MonitoringPolicy policy,
      Window window,
      Instant wanted,
      @Nullable Instant oldest,
      Instant now) {
    long length = window.length().toMillis();
    long end = Math.floorDiv(now.minus(grace).toEpochMilli(), length) * length;
    // Counts older than a day are sums over slots, of which other windows do not consist.
    boolean fine = length % CountCompaction.SLOT.toMillis() != 0;
    Instant reach = fine ? later(wanted, now.minus(CountCompaction.FINE)) : wanted;
    long begin = -Math.floorDiv(-reach.toEpochMilli(), length) * length;
    long looks = Math.max(MIN_LOOKS, MAX_COLUMNS / Math.max(1, version.layout().columns().size()));
    begin = Math.max(begin, end - Math.min(MAX_LOOKS, looks) * length);
    begin =
        oldest == null
            ? end
            : Math.max(begin, Math.floorDiv(oldest.toEpochMilli(), length) * length);
    begin = Math.min(begin, end);
    Reference reference = Reference.of(baseline, window).with(version.multivariate());
    return Rehearsal.of(
        reference,
        policy,
        window,
        Instant.ofEpochMilli(begin),
        Instant.ofEpochMilli(end),
        new TumblingWindows(history, version, window, begin, end));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /**
   * Returns a report of a stretch of time against the baseline, over all replicas, at a nominal
   * level. Counts belong to the moment at which the minute, or after a day the five minutes, ended
   * that they were counted in; the report says when the first of them began and the last ended.
   *
   * @param range until now, if it ends later
   */
  public <R> ReportResult<R> report(RangeCheck<R> check, VersionId id, TimeRange range) {
    Instant now = clock.get();
    if (!range.from().isBefore(now)) {
      return Refused.because(ErrorCode.IN_THE_FUTURE, "'from' must be in the past");
    }
    TimeRange past = new TimeRange(range.from(), range.to().isBefore(now) ? range.to() : now);
    return ask(
        id,
        (version, baseline, oldest) -> {
          Instant kept = now.minus(CountCompaction.KEPT);
          Instant since = oldest == null ? now : later(oldest, kept);
          if (past.from().isBefore(since)) {
            return Refused.because(
                ErrorCode.TOO_OLD,
                oldest == null
                    ? "no counts of version %d of model '%s' are kept"
                        .formatted(id.version(), id.model())
                    : "counts are kept since " + since);
          }
          return new Found<>(monitor.report(check, version, counted(version, past), past.length()));
        });
  }

  private WindowCounts counted(VersionMonitor version, TimeRange past) {
    WindowCounts nothing = new WindowCounts(past.from(), past.to(), 0, version.layout().empty());
    return history
        .counted(version.id(), version.layout(), CountKinds.ALL_ROWS, past.from(), past.to())
        .getOrDefault(CountKind.ALL_ROWS, nothing);
  }

  /** Asks about a version with a baseline, of which counts are kept since a moment, or none. */
  private interface Question<T> {
    ReportResult<T> answer(VersionMonitor version, Baseline baseline, @Nullable Instant oldest);
  }

  private <T> ReportResult<T> ask(VersionId id, Question<T> question) {
    return monitor.find(id).then(version -> ask(version, question));
  }

  private <T> ReportResult<T> ask(VersionMonitor version, Question<T> question) {
    VersionId id = version.id();
    Baseline baseline = version.baseline();
    if (baseline == null) {
      return Refused.because(
          ErrorCode.NO_BASELINE,
          "version %d of model '%s' has no baseline".formatted(id.version(), id.model()));
    }
    try {
      return question.answer(version, baseline, history.oldest(id));
    } catch (StoreException e) {
      return Refused.because(
          ErrorCode.UNAVAILABLE, "kept counts cannot be read now: " + e.problem());
    }
  }
}
