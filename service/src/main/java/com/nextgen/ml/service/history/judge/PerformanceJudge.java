package com.nextgen.ml.service.history.judge;

import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.feedback.outcome.OutcomeReader;
import com.nextgen.ml.service.history.delta.StoredHistory;
import com.nextgen.ml.service.history.verdict.PastCalibrations;
import com.nextgen.ml.service.history.verdict.VerdictRows;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.check.WindowVerdict;
import com.nextgen.ml.service.monitor.live.CountKind;
import com.nextgen.ml.service.monitor.live.OutcomeAdder;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges performance in windows whose labels have matured, from what the store has: the counts of
 * what was predicted and the labels as they now stand. So a verdict is the same whichever replica
 * takes it and however often it was started. Every replica shows it; the one that judges for all
 * tells it, once.
 */
public final class PerformanceJudge {
  private static final Logger LOG = LoggerFactory.getLogger(PerformanceJudge.class);

  /** A week of windows of five minutes; of older ones that nobody judged it says how many. */
  private static final int CATCH_UP = 2_016;

  private final Store store;
  private final StoredHistory history;
  private final OutcomeReader outcomes;
  private final JudgedWindows claims;
  private final PastCalibrations calibrations;
  private final Monitor monitor;
  private final Duration grace;
  private final Consumer<WindowVerdict> onVerdict;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, Instant> seen = new HashMap<>();
  private boolean judgesForAll;

  private record Key(VersionMonitor version, Window window) {}

  /**
   * @param grace how long after its labels have matured a window is judged
   * @param onVerdict receives each verdict once
   */
  public PerformanceJudge(
      Store store,
      String replica,
      StoredHistory history,
      Monitor monitor,
      Duration grace,
      Consumer<WindowVerdict> onVerdict) {
    this.store = store;
    this.history = history;
    this.outcomes = new OutcomeReader(store);
    this.claims = new JudgedWindows(store, replica, AlarmFamily.PERFORMANCE);
    this.calibrations = new PastCalibrations(store);
    this.monitor = monitor;
    this.grace = grace;
    this.onVerdict = onVerdict;
  }

  /**
   * Judges each window that has matured and was not yet seen. Does nothing while another call is
   * under way.
   *
   * @param judges whether this replica judges for all
   */
  public void tick(Instant now, boolean judges) {
    if (!lock.tryLock()) {
      return;
    }
    try {
      if (judges && !judgesForAll) {
        // What the one before did not come to tell is judged anew.
        seen.clear();
      }
      judgesForAll = judges;
      seen.keySet().removeIf(key -> monitor.version(key.version().id()) != key.version());
      for (VersionMonitor version : monitor.versions()) {
        for (Window window : version.schema().monitoring().windows()) {
          judge(version, window, now);
        }
      }
    } catch (StoreException e) {
      LOG.warn("matured windows cannot be judged now: {}", e.problem());
    } finally {
      lock.unlock();
    }
  }

  private void judge(VersionMonitor version, Window window, Instant now) {
    Key key = new Key(version, window);
    long length = window.length().toMillis();
    long matured =
        now.minus(grace).minus(version.schema().monitoring().labels().delay()).toEpochMilli();
    Instant end = Instant.ofEpochMilli(Math.floorDiv(matured, length) * length);
    Instant oldest = end.minus(window.length().multipliedBy(CATCH_UP));
    Instant last = seen.get(key);
    if (last == null) {
      Instant told = claims.last(version.id(), window);
      // The last one is judged again, since it is to be shown after a start too.
      last = told == null ? beforeFirst(version, window, end) : told.minus(window.length());
    }
    if (!last.isBefore(end)) {
      return;
    }
    written();
    if (last.isBefore(oldest)) {
      monitor.gaveUp(version, Duration.between(last, oldest).dividedBy(window.length()));
      last = oldest;
    }
    for (Instant at = last.plus(window.length()); !at.isAfter(end); at = at.plus(window.length())) {
      judgeOne(version, window, at, now);
      seen.put(key, at);
    }
    // The estimates from now on have the last window in them too.
    version.performance().calibrated(window, calibrations.of(version.id(), window, now));
  }

  /** When the window ended after which the first prediction that is known was counted. */
  private Instant beforeFirst(VersionMonitor version, Window window, Instant end) {
    Instant first = history.oldest(version.id());
    if (first == null || first.isAfter(end)) {
      return end;
    }
    long length = window.length().toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(first.toEpochMilli(), length) * length);
  }

  /** Waits until what was counted until now is in the store, however fast time goes. */
  private void written() {
    for (int i = 0; i < 2; i++) { // sources are asked before what is submitted
      store.writeNow(Durability.UNSYNCED, transaction -> true);
    }
  }

  private void judgeOne(VersionMonitor version, Window window, Instant end, Instant now) {
    Instant begin = end.minus(window.length());
    VersionId id = version.id();
    WindowCounts predicted =
        history.counted(id, version.layout(), begin, end).get(CountKind.ALL_ROWS);
    OutcomeAdder sum = version.performance().sum();
    outcomes.predicted(id, begin, end, sum::add);
    if (predicted == null) {
      if (judgesForAll && sum.counts().labelled() > 0) {
        // Labels may be kept for longer than counts: of how many predictions is not known then.
        monitor.gaveUp(version, 1);
      }
      return;
    }
    version.performance().calibrated(window, calibrations.of(id, window, end));
    WindowVerdict verdict =
        monitor.judgeMatured(version, window, predicted.of(begin, end), sum.counts());
    if (judgesForAll && claims.claim(id, window, end, VerdictRows.of(verdict, now))) {
      onVerdict.accept(verdict);
    }
  }
}
