package com.nextgen.ml.service.history;

import com.nextgen.ml.service.history.delta.CountCompaction;
import com.nextgen.ml.service.history.delta.LeaseTerms;
import com.nextgen.ml.service.history.delta.Membership;
import com.nextgen.ml.service.history.delta.StoredHistory;
import com.nextgen.ml.service.history.judge.ClusterJudge;
import com.nextgen.ml.service.history.judge.PastJudge;
import com.nextgen.ml.service.history.judge.PerformanceJudge;
import com.nextgen.ml.service.history.verdict.KeptVerdicts;
import com.nextgen.ml.service.history.verdict.LastVerdicts;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.check.WindowVerdict;
import com.nextgen.ml.service.monitor.live.ClockTime;
import com.nextgen.ml.service.monitor.live.CountsHistory;
import com.nextgen.ml.service.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The counts of all replicas over time. Every minute each replica writes what it counted in it;
 * where the store is shared, one of them judges the windows that end.
 */
public final class History {
  private final Store store;
  private final Pace pace;
  private final Membership membership;
  private final StoredHistory counts;
  private final Monitor monitor;
  private final ClusterJudge judge;
  private final CountCompaction compaction;
  private final PerformanceJudge matured;
  private final PastJudge past;
  private final LastVerdicts last;
  private long minute = Long.MIN_VALUE;
  private long judgedAt;

  /**
   * How often things happen.
   *
   * @param write how much time the counts of one row in the store span
   * @param grace how long after its end a window is judged
   * @param lease of the replica that judges
   */
  public record Pace(Duration write, Duration grace, LeaseTerms lease) {
    private static final Duration MIN_GRACE = Duration.ofSeconds(2);

    /** Every minute; judged twenty seconds after. */
    public static final Pace USUAL = writing(Duration.ofMinutes(1));

    /** Returns the usual pace, but writing so often. */
    public static Pace writing(Duration every) {
      Duration third = every.dividedBy(3);
      return new Pace(every, third.compareTo(MIN_GRACE) < 0 ? MIN_GRACE : third, LeaseTerms.USUAL);
    }

    public Pace {
      if (write.toMillis() < 1 || grace.isNegative()) {
        throw new IllegalArgumentException("counts must be written at least a millisecond apart");
      }
    }
  }

  /**
   * @param counts what {@code monitor} keeps its counts in
   * @param monitor whose windows are written and judged
   * @param onVerdict receives each verdict on a window whose labels have matured, by one replica
   */
  public History(
      StoredHistory counts, Pace pace, Monitor monitor, Consumer<WindowVerdict> onVerdict) {
    this.store = counts.store();
    this.pace = pace;
    this.membership = counts.membership();
    this.counts = counts;
    this.monitor = monitor;
    String replica = counts.replica();
    this.matured = new PerformanceJudge(store, replica, counts, monitor, pace.grace(), onVerdict);
    this.past = new PastJudge(store, replica, counts, monitor, counts.pastWindows());
    this.judge = new ClusterJudge(store, replica, counts, monitor, pace.grace());
    this.compaction = new CountCompaction(store, monitor);
    this.last = new LastVerdicts(store, monitor);
  }

  /** Returns what the monitor keeps its counts in. */
  public CountsHistory counts() {
    return counts;
  }

  /** Returns what answers from the kept counts, until what {@code clock} says. */
  public HistoryReports reports(Supplier<Instant> clock) {
    return new HistoryReports(counts, monitor, pace.grace(), clock);
  }

  /** Returns what answers from the kept verdicts. */
  public KeptVerdicts verdicts() {
    return new KeptVerdicts(store, monitor);
  }

  /** Does what is due. Called by one thread, several times a second. */
  public void tick(ClockTime now) {
    membership.tick();
    long millis = now.wall().toEpochMilli();
    long current = Math.floorDiv(millis, pace.write().toMillis());
    if (current != minute) {
      // A stretch ends when the next one begins, so that it lies within the windows it belongs to.
      minute = current;
      monitor.keep(
          new ClockTime(now.nanos(), Instant.ofEpochMilli(current * pace.write().toMillis())));
    }
    if (counts.isShared()) {
      judge(millis);
    }
  }

  /**
   * Judges performance in windows whose labels have matured, and windows of the past that late rows
   * came into. Reads the log, so it may take long: it is not to be called by a thread that others
   * wait for.
   */
  public void judgeMatured(Instant now) {
    matured.tick(now, judges());
    past.tick(now);
  }

  /**
   * Shows the kept verdicts on the windows that ended last, where no later one is shown. Waits for
   * the store: it is not to be called by a thread that others wait for.
   */
  public void showKept(Instant now) {
    last.tick(now);
  }

  private void judge(long millis) {
    if (!membership.isJudge()) {
      judge.rest();
    } else if (millis - judgedAt >= 1000 || millis < judgedAt) {
      judgedAt = millis;
      judge.tick(Instant.ofEpochMilli(millis));
    }
  }

  /**
   * Sums old counts up and removes the oldest, a bounded amount of them; where the store is shared,
   * the replica that judges does. Waits for the store; called by one thread at a time.
   */
  public void housekeeping(Instant now) {
    if (judges()) {
      compaction.run(now);
    }
  }

  /** Returns whether this replica judges for all of those that share the store. */
  public boolean isJudge() {
    return membership.isJudge();
  }

  /** Returns whether this replica judges: for all, or because no other shares its store. */
  public boolean judges() {
    return !counts.isShared() || membership.isJudge();
  }

  /** Writes what was counted until now, and leaves the others to go on. The store closes after. */
  public void close(ClockTime now) {
    monitor.keep(now);
    membership.leave();
  }
}
