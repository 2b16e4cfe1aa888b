package com.nextgen.ml.service.history;

import com.nextgen.ml.service.history.delta.CountCompaction;
import com.nextgen.ml.service.history.delta.LeaseTerms;
import com.nextgen.ml.service.history.delta.Membership;
import com.nextgen.ml.service.history.delta.StoredHistory;
import com.nextgen.ml.service.history.judge.ClusterJudge;
import com.nextgen.ml.service.history.judge.PerformanceJudge;
import com.nextgen.ml.service.history.verdict.KeptVerdicts;
import com.nextgen.ml.service.history.verdict.LastVerdicts;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.live.ClockTime;
import com.nextgen.ml.service.monitor.live.CountsHistory;
import com.nextgen.ml.service.monitor.live.PerformanceVerdict;
import com.nextgen.ml.service.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The counts of all replicas over time. Every minute each replica writes what it counted in it;
 * where the store is shared, one of them judges the windows that end.
 */
public final class History {
  private final Store store;
  private final String replica;
  private final Pace pace;
  private final Membership membership;
  private final StoredHistory counts;
  private @Nullable Monitor monitor;
  private @Nullable ClusterJudge judge;
  private @Nullable CountCompaction upkeep;
  private @Nullable PerformanceJudge matured;
  private @Nullable LastVerdicts last;
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

    /** The usual pace, but writing so often. */
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
   * @param replica a name that no other run of the service has
   * @param nanoTime of a monotonic clock
   */
  public History(Store store, String replica, Pace pace, LongSupplier nanoTime) {
    this.store = store;
    this.replica = replica;
    this.pace = pace;
    this.membership = new Membership(store, replica, pace.lease(), nanoTime);
    this.counts = new StoredHistory(store, replica, membership);
  }

  /** What the monitor that is watched over keeps its counts in. */
  public CountsHistory counts() {
    return counts;
  }

  /** Answers from the counts that were kept of {@code watched}, until what {@code clock} says. */
  public HistoryReports kept(Monitor watched, Supplier<Instant> clock) {
    return new HistoryReports(counts, watched, pace.grace(), clock);
  }

  /** Answers from the verdicts that were kept; those of {@code watched} are among the known. */
  public KeptVerdicts verdicts(Monitor watched) {
    return new KeptVerdicts(store, watched);
  }

  /**
   * Says whose windows are written and judged. Called once, before {@link #tick}.
   *
   * @param onVerdict is told each verdict on a window whose labels have matured, by one replica
   */
  public void watch(Monitor watched, Consumer<PerformanceVerdict> onVerdict) {
    monitor = watched;
    matured = new PerformanceJudge(store, replica, counts, watched, pace.grace(), onVerdict);
    judge = new ClusterJudge(store, replica, counts, watched, pace.grace());
    upkeep = new CountCompaction(store, watched);
    last = new LastVerdicts(store, watched);
  }

  /** Does what is due. Called by one thread, several times a second. */
  public void tick(ClockTime now) {
    if (monitor == null || judge == null) {
      return;
    }
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
      judge(judge, millis);
    }
  }

  /**
   * Judges performance in windows whose labels have matured. Reads the log, so it may take long: it
   * is not to be called by a thread that others wait for.
   */
  public void judgeMatured(Instant now) {
    if (matured != null) {
      matured.tick(now, !counts.isShared() || membership.isJudge());
    }
  }

  /**
   * Shows the kept verdicts on the windows that ended last, where no later one is shown. Waits for
   * the store: it is not to be called by a thread that others wait for.
   */
  public void showKept(Instant now) {
    if (last != null) {
      last.tick(now);
    }
  }

  private void judge(ClusterJudge judge, long millis) {
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
    if (upkeep != null && (!counts.isShared() || membership.isJudge())) {
      upkeep.run(now);
    }
  }

  /** Whether this replica judges for all. */
  public boolean isJudge() {
    return membership.isJudge();
  }

  /** Writes what was counted until now, and leaves the others to go on. The store closes after. */
  public void close(ClockTime now) {
    if (monitor != null) {
      monitor.keep(now);
    }
    membership.leave();
  }
}
