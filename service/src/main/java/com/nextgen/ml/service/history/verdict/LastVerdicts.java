package com.nextgen.ml.service.history.verdict;

import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.check.Check;
import com.nextgen.ml.service.monitor.kind.Checks;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowFindings;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.Transaction;
import com.nextgen.ml.service.store.sql.StoreException;
import com.nextgen.ml.service.store.table.StoredVerdict;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows what the store has of the windows that ended last: verdicts that another replica took, and
 * those of before this service was started.
 */
public final class LastVerdicts {
  private static final Logger LOG = LoggerFactory.getLogger(LastVerdicts.class);

  /** The kind that every window has a report of, whose row says which window it is. */
  private static final Check<?> FIRST = Checks.WHEN_ENDED.get(0);

  private final Store store;
  private final Monitor monitor;
  private final ReentrantLock lock = new ReentrantLock();

  /** What was said of the store last, which is not said every second; empty if it was read. */
  private String problem = "";

  public LastVerdicts(Store store, Monitor monitor) {
    this.store = store;
    this.monitor = monitor;
  }

  /**
   * Reads what may have come. Waits for the store. Does nothing while another call is under way.
   */
  public void tick(Instant now) {
    if (!lock.tryLock()) {
      return;
    }
    try {
      for (VersionMonitor version : monitor.versions()) {
        for (Window window : version.schema().monitoring().windows()) {
          show(version, window, now);
        }
      }
      problem = "";
    } catch (StoreException e) {
      if (!problem.equals(e.problem())) {
        problem = e.problem();
        LOG.warn("kept verdicts cannot be read now: {}", problem);
      }
    } finally {
      lock.unlock();
    }
  }

  private void show(VersionMonitor version, Window window, Instant now) {
    WindowFindings shown = version.reports().judged(window);
    if (shown != null && now.isBefore(shown.to().plus(window.length()))) {
      return; // none can have ended since
    }
    long after = shown == null ? Long.MIN_VALUE : shown.to().toEpochMilli();
    WindowFindings found =
        store.<@Nullable WindowFindings>read(
            transaction -> found(transaction, version, window, after));
    if (found != null && !found.isPast(now)) {
      version.reports().show(found);
    }
  }

  private static @Nullable WindowFindings found(
      Transaction transaction, VersionMonitor version, Window window, long after) {
    Long model = transaction.models().find(version.id().model());
    if (model == null) {
      return null;
    }
    FindingsReader reader = new FindingsReader(window, FIRST);
    long ended = after;
    for (Check<?> check : Checks.WHEN_ENDED) {
      List<StoredVerdict> rows =
          transaction
              .verdicts()
              .last(model, version.id().version(), check.family().code(), window.name(), ended);
      for (StoredVerdict row : rows) {
        byte[] json =
            new KeptDocument(row.documentLength(), transaction.verdicts().document(row.sequence()))
                .json();
        if (json != null) {
          reader.add(check, json);
        }
        if (check == FIRST) {
          ended = row.to() - 1; // the others are of the same window
        }
      }
      if (rows.isEmpty() && check == FIRST) {
        return null;
      }
    }
    return reader.found();
  }
}
