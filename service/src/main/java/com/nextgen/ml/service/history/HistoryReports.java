package com.nextgen.ml.service.history;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.drift.Reference;
import com.nextgen.ml.monitoring.drift.rehearsal.Rehearsal;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.fault.Refusal;
import com.nextgen.ml.service.history.delta.CountCompaction;
import com.nextgen.ml.service.history.delta.StoredHistory;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.check.Check;
import com.nextgen.ml.service.monitor.check.ReportQuery;
import com.nextgen.ml.service.monitor.check.ReportResult;
import com.nextgen.ml.service.monitor.check.ReportResult.Found;
import com.nextgen.ml.service.monitor.check.ReportResult.Refused;
import com.nextgen.ml.service.monitor.check.TimeRange;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.store.sql.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    return monitor
        .find(id)
        .then(
            version -> {
              Baseline baseline = version.baseline();
              return baseline == null
                  ? Refused.because(
                      ErrorCode.NO_BASELINE,
                      "version %d of model '%s' has no baseline"
                          .formatted(id.version(), id.model()))
                  : ask(
                      version,
                      oldest -> {
                        List<Rehearsal> windows = new ArrayList<>();
                        for (Window window : policy.windows()) {
                          windows.add(
                              rehearse(
                                  version, baseline, policy, window, now.minus(last), oldest, now));
                        }
                        return new Found<>(new Rehearsed(oldest, windows));
                      });
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
   * @param query one with a range, which is until now if it ends later
   */
  public <R> ReportResult<R> report(Check<R> check, VersionId id, ReportQuery query) {
    Instant now = clock.get();
    TimeRange range = Objects.requireNonNull(query.range(), "a question about the past");
    if (!range.from().isBefore(now)) {
      return Refused.because(ErrorCode.IN_THE_FUTURE, "'from' must be in the past");
    }
    TimeRange past = new TimeRange(range.from(), range.to().isBefore(now) ? range.to() : now);
    return monitor
        .find(id)
        .then(
            version ->
                ask(
                    version,
                    oldest -> {
                      Refusal tooOld = tooOld(id, past, oldest, now);
                      return tooOld == null
                          ? check.past(new KeptRange(history, version, past, now), query)
                          : new Refused<>(tooOld);
                    }));
  }

  private static @Nullable Refusal tooOld(
      VersionId id, TimeRange past, @Nullable Instant oldest, Instant now) {
    if (oldest == null) {
      return new Refusal(
          ErrorCode.TOO_OLD,
          "no counts of version %d of model '%s' are kept".formatted(id.version(), id.model()));
    }
    Instant since = later(oldest, now.minus(CountCompaction.KEPT));
    return past.from().isBefore(since)
        ? new Refusal(ErrorCode.TOO_OLD, "counts are kept since " + since)
        : null;
  }

  /** Asks about a version of which counts are kept since a moment, or none. */
  private interface Question<T> {
    ReportResult<T> answer(@Nullable Instant oldest);
  }

  private <T> ReportResult<T> ask(VersionMonitor version, Question<T> question) {
    try {
      return question.answer(history.oldest(version.id()));
    } catch (StoreException e) {
      return Refused.because(
          ErrorCode.UNAVAILABLE, "what was kept cannot be read now: " + e.problem());
    }
  }
}
