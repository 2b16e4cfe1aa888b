package com.nextgen.ml.service.history.judge;

import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.history.delta.StoredHistory;
import com.nextgen.ml.service.history.verdict.VerdictRows;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.live.CountKind;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.sql.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges windows over the sum of all replicas. A window ends at a multiple of its length since
 * 1970, the same moment for every replica; it is judged some time after, when all have written what
 * they counted in it. Whoever holds the lease judges; a row in the store sees to it that each
 * window's verdict is told once, whoever thinks it holds the lease.
 */
public final class ClusterJudge {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterJudge.class);

  /** How many windows that nobody judged are judged later; older ones are history. */
  private static final int CATCH_UP = 12;

  private final JudgedWindows claims;
  private final StoredHistory history;
  private final Monitor monitor;
  private final Duration grace;
  private final Map<Key, Instant> judged = new HashMap<>();

  private record Key(VersionId id, Window window) {}

  /**
   * @param grace how long after its end a window is judged: longer than replicas take to write
   */
  public ClusterJudge(
      Store store, String replica, StoredHistory history, Monitor monitor, Duration grace) {
    this.claims = new JudgedWindows(store, replica, AlarmFamily.DRIFT);
    this.history = history;
    this.monitor = monitor;
    this.grace = grace;
  }

  /** Judges each window that has ended and that nobody has judged. Called by one thread. */
  public void tick(Instant now) {
    try {
      for (VersionMonitor version : monitor.versions()) {
        for (Window window : version.schema().monitoring().windows()) {
          judge(version, window, now);
        }
      }
    } catch (StoreException e) {
      LOG.warn("windows cannot be judged now: {}", e.problem());
    }
  }

  /** Another replica judges: what was judged is read anew before this one does again. */
  public void rest() {
    judged.clear();
  }

  private void judge(VersionMonitor version, Window window, Instant now) {
    Key key = new Key(version.id(), window);
    long length = window.length().toMillis();
    Instant end =
        Instant.ofEpochMilli(Math.floorDiv(now.minus(grace).toEpochMilli(), length) * length);
    Instant last = judged.computeIfAbsent(key, unused -> lastJudged(version.id(), window, end));
    // After a gap the windows in between are judged too, each on its own, but not for ever.
    Instant next = last.plus(window.length());
    Instant oldest = end.minus(window.length().multipliedBy(CATCH_UP));
    for (Instant at = next.isBefore(oldest) ? oldest : next;
        !at.isAfter(end);
        at = at.plus(window.length())) {
      judgeOne(version, window, at, now);
      judged.put(key, at);
    }
  }

  private void judgeOne(VersionMonitor version, Window window, Instant end, Instant now) {
    Instant begin = end.minus(window.length());
    Map<CountKind, WindowCounts> byKind = new HashMap<>();
    history
        .counted(version.id(), version.layout(), begin, end)
        .forEach((kind, span) -> byKind.put(kind, span.of(begin, end)));
    monitor.judge(
        version,
        window,
        byKind,
        verdict -> claims.claim(version.id(), window, end, VerdictRows.of(verdict, now)));
  }

  /** When nobody has judged a window of this length, the first is the one that ends now. */
  private Instant lastJudged(VersionId id, Window window, Instant end) {
    Instant last = claims.last(id, window);
    return last == null ? end.minus(window.length()) : last;
  }
}
