package com.nextgen.ml.service.history.delta;

import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.live.CountKind;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import com.nextgen.ml.service.store.Transaction;
import com.nextgen.ml.service.store.WriteSource;
import com.nextgen.ml.service.store.WriteTask;
import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What this replica counted and has not yet written. Nothing of it is lost while the store is not
 * available; of one version, what waits is then summed up, so that it does not grow.
 */
final class DeltaLog implements WriteSource {
  /** More spans of a version than this wait as fewer, longer ones. */
  private static final int MAX_WAITING = 64;

  private final String replica;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, List<Numbered>> waiting = new LinkedHashMap<>();
  private long places;
  private long attempts;

  /** Whose counts. */
  private record Key(VersionId id, CountKind kind) {}

  /**
   * A span with its place in the order in which this replica counted.
   *
   * @param attempt the first one to write it; 0 before that
   */
  private record Numbered(Key key, long place, long attempt, WindowCounts span) {

    Numbered attemptedIn(long number) {
      return attempt > 0 ? this : new Numbered(key, place, number, span);
    }

    /**
     * Whether the two are surely both written or both not: whether an attempt that failed was
     * committed after all is not known.
     */
    boolean sharesFateWith(Numbered other) {
      return attempt == other.attempt
          && span.counts().layout().equals(other.span.counts().layout());
    }
  }

  DeltaLog(String replica) {
    this.replica = replica;
  }

  /** Adds what was counted; nothing if that is nothing. */
  void add(VersionId id, CountKind kind, WindowCounts span) {
    Key key = new Key(id, kind);
    if (span.rows() == 0 && span.counts().isEmpty()) {
      return;
    }
    lock.lock();
    try {
      List<Numbered> spans = waiting.computeIfAbsent(key, unused -> new ArrayList<>());
      spans.add(new Numbered(key, ++places, 0, span));
      if (spans.size() > MAX_WAITING) {
        shorten(spans);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Sums neighbours up. The sum has the place of the later one: if that is there, both are. */
  private static void shorten(List<Numbered> spans) {
    List<Numbered> fewer = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      Numbered one = spans.get(i);
      Numbered last = fewer.isEmpty() ? null : fewer.get(fewer.size() - 1);
      if (i % 2 == 1 && last != null && last.sharesFateWith(one)) {
        fewer.set(
            fewer.size() - 1,
            new Numbered(one.key(), one.place(), one.attempt(), last.span().then(one.span())));
      } else {
        fewer.add(one);
      }
    }
    spans.clear();
    spans.addAll(fewer);
  }

  @Override
  public boolean yieldsRoom() {
    return true;
  }

  @Override
  public List<WriteTask> next() {
    lock.lock();
    try {
      long attempt = ++attempts;
      List<Numbered> all = new ArrayList<>();
      waiting.values().forEach(spans -> spans.forEach(s -> all.add(s.attemptedIn(attempt))));
      waiting.clear();
      return all.isEmpty() ? List.of() : List.of(new Task(all));
    } finally {
      lock.unlock();
    }
  }

  private void putBack(List<Numbered> spans) {
    lock.lock();
    try {
      for (int i = spans.size() - 1; i >= 0; i--) {
        waiting
            .computeIfAbsent(spans.get(i).key(), unused -> new ArrayList<>())
            .add(0, spans.get(i));
      }
      waiting.values().stream()
          .filter(list -> list.size() > MAX_WAITING)
          .forEach(DeltaLog::shorten);
    } finally {
      lock.unlock();
    }
  }

  private final class Task implements WriteTask {
    private final List<Numbered> spans;

    Task(List<Numbered> spans) {
      this.spans = spans;
    }

    @Override
    public Durability durability() {
      return Durability.UNSYNCED;
    }

    @Override
    public boolean yieldsRoom() {
      return true;
    }

    @Override
    public void run(Transaction transaction) {
      transaction
          .deltas()
          .insert(
              spans.stream()
                  .map(
                      one ->
                          CountDelta.of(
                              transaction.models().key(one.key().id().model()),
                              one.key().id().version(),
                              one.key().kind(),
                              replica,
                              one.place(),
                              one.span()))
                  .toList());
    }

    @Override
    public void committed() {}

    @Override
    public void failed(StoreException why) {
      // Inserting is idempotent, so it does not matter if it was written after all.
      if (!why.isRefused()) {
        putBack(spans);
      }
    }
  }
}
