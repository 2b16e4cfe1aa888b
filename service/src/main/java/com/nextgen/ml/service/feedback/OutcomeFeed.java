package com.nextgen.ml.service.feedback;

import com.nextgen.ml.service.inference.ServedVersion;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.StoreException;
import com.nextgen.ml.service.store.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Tells of the outcomes that the store has committed, whichever replica joined them, in their order
 * and each once: so all replicas that share a store know the same. It also tells of what was
 * committed although the answer was lost with the connection.
 */
public final class OutcomeFeed {
  private static final int PAGE = 2_000;

  /** So many pages of a version at a time, so that others have their turn. */
  private static final int MOST_PAGES = 200;

  private final Store store;
  private final OutcomeObserver observer;
  private final Supplier<? extends List<? extends ServedVersion>> loaded;
  private final LongSupplier millis;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<VersionId, Cursor> cursors = new HashMap<>();

  /**
   * How far a loaded version has come.
   *
   * @param loaded tells one load of a version from the next
   * @param restore the last place that there was when it was loaded
   * @param reached the last place that was told of
   */
  private record Cursor(VersionObserver loaded, long restore, long reached) {}

  /**
   * @param loaded the versions that are loaded now
   * @param millis the time in milliseconds since 1970
   */
  public OutcomeFeed(
      Store store,
      OutcomeObserver observer,
      Supplier<? extends List<? extends ServedVersion>> loaded,
      LongSupplier millis) {
    this.store = store;
    this.observer = observer;
    this.loaded = loaded;
    this.millis = millis;
  }

  /**
   * Tells of what is new. Waits for the store, so it is not to be called by a thread that others
   * wait for. Does nothing while another call is under way.
   *
   * @throws StoreException if the store cannot be read now; the next call goes on where this ended
   */
  public void tick() {
    if (!lock.tryLock()) {
      return;
    }
    try {
      List<? extends ServedVersion> now = loaded.get();
      cursors.keySet().retainAll(now.stream().map(ServedVersion::id).collect(Collectors.toSet()));
      now.forEach(this::advance);
    } finally {
      lock.unlock();
    }
  }

  private void advance(ServedVersion version) {
    Cursor cursor = cursors.get(version.id());
    if (cursor == null || cursor.loaded() != version.observer()) {
      cursor = store.read(transaction -> begin(transaction, version));
    }
    int told = PAGE;
    for (int page = 0; page < MOST_PAGES && told == PAGE; page++) {
      long reached = cursor.reached();
      List<Outcome> outcomes =
          store.read(
              transaction -> OutcomeLog.after(transaction, version.id().model(), reached, PAGE));
      tell(version.id(), outcomes, cursor.restore());
      told = outcomes.size();
      cursor =
          told == 0
              ? cursor
              : new Cursor(cursor.loaded(), cursor.restore(), outcomes.get(told - 1).sequence());
      cursors.put(version.id(), cursor);
    }
  }

  private Cursor begin(Transaction transaction, ServedVersion version) {
    Long model = transaction.models().find(version.id().model());
    if (model == null) {
      return new Cursor(version.observer(), 0, 0);
    }
    long since = millis.getAsLong() - WatchedVersions.reach(version.schema()).toMillis();
    return new Cursor(
        version.observer(),
        transaction.labels().lastBefore(model, Long.MAX_VALUE),
        transaction.labels().lastBefore(model, since));
  }

  private void tell(VersionId version, List<Outcome> all, long restore) {
    Map<Boolean, List<Outcome>> parts =
        all.stream()
            .filter(outcome -> outcome.version().equals(version))
            .collect(Collectors.partitioningBy(outcome -> outcome.sequence() <= restore));
    observer.restored(parts.getOrDefault(true, List.of()));
    observer.joined(parts.getOrDefault(false, List.of()));
  }
}
