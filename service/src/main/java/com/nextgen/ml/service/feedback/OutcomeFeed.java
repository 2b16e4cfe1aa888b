package com.nextgen.ml.service.feedback;

import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.feedback.outcome.Outcome;
import com.nextgen.ml.service.feedback.outcome.OutcomeObserver;
import com.nextgen.ml.service.feedback.outcome.OutcomeReader;
import com.nextgen.ml.service.inference.ServedVersion;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.sql.StoreException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Tells of the outcomes that the log has, in their order and each once, from before a version was
 * loaded too. Whatever the store, so all replicas that share one know the same, and also what was
 * committed although the answer was lost with the connection.
 */
public final class OutcomeFeed {
  private static final int PAGE = 2_000;

  /** How many pages of a version are read at a time, so that others have their turn. */
  private static final int MAX_PAGES = 200;

  private final OutcomeReader reader;
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
  private record Cursor(VersionObserver loaded, long restore, long reached) {

    Cursor at(long place) {
      return new Cursor(loaded, restore, place);
    }
  }

  /**
   * @param loaded the versions that are loaded now
   * @param millis the time in milliseconds since 1970
   */
  public OutcomeFeed(
      Store store,
      OutcomeObserver observer,
      Supplier<? extends List<? extends ServedVersion>> loaded,
      LongSupplier millis) {
    this.reader = new OutcomeReader(store);
    this.observer = observer;
    this.loaded = loaded;
    this.millis = millis;
  }

  /**
   * Tells of what is new. Waits for the store, so it is not to be called by a thread that others
   * wait for. Does nothing while another call is under way.
   *
   * @throws RuntimeException if the outcomes of a version cannot be taken now; those of others are,
   *     unless the store cannot be read ({@link StoreException}). The next call goes on where this
   *     ended
   */
  public void tick() {
    if (!lock.tryLock()) {
      return;
    }
    try {
      List<? extends ServedVersion> now = loaded.get();
      cursors.keySet().retainAll(now.stream().map(ServedVersion::id).collect(Collectors.toSet()));
      RuntimeException failure = null;
      for (ServedVersion version : now) {
        try {
          advance(version);
        } catch (RuntimeException e) {
          if (e instanceof StoreException known && !known.isRefused()) {
            throw e; // nor can those of others be read
          }
          failure = failure == null ? e : failure;
        }
      }
      if (failure != null) {
        throw failure;
      }
    } finally {
      lock.unlock();
    }
  }

  private void advance(ServedVersion version) {
    Cursor cursor = cursors.get(version.id());
    if (cursor == null || cursor.loaded() != version.observer()) {
      cursor = begin(version);
    }
    int told = PAGE;
    for (int page = 0; page < MAX_PAGES && told == PAGE; page++) {
      List<Outcome> outcomes = reader.after(version.id().model(), cursor.reached(), PAGE);
      told = outcomes.size();
      if (told > 0) {
        cursor = cursor.at(outcomes.get(told - 1).sequence());
      }
      // Before it is delivered, so that nothing is delivered twice.
      cursors.put(version.id(), cursor);
      tell(version.id(), outcomes, cursor.restore());
    }
  }

  private Cursor begin(ServedVersion version) {
    String model = version.id().model();
    long since = millis.getAsLong() - reach(version.schema()).toMillis();
    return new Cursor(
        version.observer(),
        reader.placeBefore(model, Long.MAX_VALUE),
        reader.placeBefore(model, since));
  }

  /** Returns twice the longest window: that and the one before. */
  private static Duration reach(ModelSchema schema) {
    Duration longest =
        schema.monitoring().windows().stream()
            .map(Window::length)
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return longest.multipliedBy(2);
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
