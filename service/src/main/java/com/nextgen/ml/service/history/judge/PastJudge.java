package com.nextgen.ml.service.history.judge;

import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.history.delta.PastWindows;
import com.nextgen.ml.service.history.delta.StoredHistory;
import com.nextgen.ml.service.history.verdict.VerdictRows;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.live.CountKind;
import com.nextgen.ml.service.monitor.live.Stage;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.StoreException;
import com.nextgen.ml.service.store.table.StoredVerdict;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges windows of the past that late rows came into: once, where no verdict on them is kept, and
 * without an alarm. The verdict is kept and shown nowhere else.
 */
public final class PastJudge {
  private static final Logger LOG = LoggerFactory.getLogger(PastJudge.class);

  /** So many windows are judged in one turn. */
  private static final int MAX_AT_ONCE = 50;

  private final Store store;
  private final String replica;
  private final StoredHistory history;
  private final Monitor monitor;
  private final PastWindows windows;
  private final Map<VersionId, Tally> judged =
      new TreeMap<>(Comparator.comparing(VersionId::toString));

  /** How many windows were judged and kept since that was last told. */
  private static final class Tally {
    private int windows;
    private int drifted;
  }

  /**
   * @param windows that are to be judged
   */
  public PastJudge(
      Store store, String replica, StoredHistory history, Monitor monitor, PastWindows windows) {
    this.store = store;
    this.replica = replica;
    this.history = history;
    this.monitor = monitor;
    this.windows = windows;
  }

  /** Judges some of those that wait. Waits for the store; called by one thread at a time. */
  public void tick(Instant now) {
    windows.takeLeft().forEach(this::lost);
    List<PastWindows.Past> quiet = windows.takeQuiet(now, MAX_AT_ONCE);
    for (PastWindows.Past past : quiet) {
      VersionMonitor version = monitor.version(past.id());
      if (version != null && version.baseline() != null) {
        try {
          judge(version, past.window(), past.end(), now);
        } catch (StoreException e) {
          lost(past.id(), 1L);
          LOG.warn("a window of the past cannot be judged now: {}", e.problem());
        }
      }
    }
    if (quiet.size() < MAX_AT_ONCE) {
      judged.forEach(PastJudge::tell);
      judged.clear();
    }
  }

  /** A day that comes at once has hundreds of windows: they are told together. */
  private static void tell(VersionId id, Tally tally) {
    LOG.atInfo()
        .addKeyValue("model", id.model())
        .addKeyValue("version", id.version())
        .addKeyValue("windows", tally.windows)
        .addKeyValue("drifted", tally.drifted)
        .log("windows of the past judged");
  }

  private void lost(VersionId id, Long count) {
    VersionMonitor version = monitor.version(id);
    if (version != null) {
      version.dropped(Stage.EVALUATE, count);
    }
  }

  private void judge(VersionMonitor version, Window window, Instant end, Instant now) {
    Instant begin = end.minus(window.length());
    Map<CountKind, WindowCounts> byKind = new HashMap<>();
    history
        .counted(version.id(), version.layout(), begin, end)
        .forEach((kind, span) -> byKind.put(kind, span.of(begin, end)));
    Optional<List<StoredVerdict>> rows =
        monitor.judgePast(version, window, byKind).map(found -> VerdictRows.of(found, now));
    if (rows.isPresent() && keep(version.id(), window, end, rows.get())) {
      Tally tally = judged.computeIfAbsent(version.id(), id -> new Tally());
      tally.windows++;
      tally.drifted += rows.get().stream().anyMatch(PastJudge::isDrifted) ? 1 : 0;
    }
  }

  private static boolean isDrifted(StoredVerdict verdict) {
    return verdict.verdict().equals(Verdict.DRIFTED.code());
  }

  private boolean keep(VersionId id, Window window, Instant end, List<StoredVerdict> rows) {
    return store.writeNow(
        Durability.UNSYNCED,
        transaction -> {
          long model = transaction.models().key(id.model());
          boolean first =
              !history.isShared()
                  || transaction
                      .judgedWindows()
                      .add(
                          model,
                          id.version(),
                          AlarmFamily.DRIFT.code(),
                          window.name(),
                          end.toEpochMilli(),
                          replica);
          if (first) {
            transaction.verdicts().addLate(model, rows);
          }
          return first;
        });
  }
}
