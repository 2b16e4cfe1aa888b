package com.nextgen.ml.service.history.delta;

import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.live.CountKind;
import com.nextgen.ml.service.monitor.live.CountKinds;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.Transaction;
import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.StoreException;
import com.nextgen.ml.service.store.table.DeltaTable;
import com.nextgen.ml.service.store.table.StoredDelta;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the history from growing without bound: counts older than a day are summed, for each kind
 * and replica, into slots of five minutes since 1970; counts and verdicts older than 35 days are
 * removed. A count belongs to the slot in which its stretch ended. Counts of versions that are not
 * loaded, or of a layout that is no longer theirs, cannot be added: they only expire.
 */
public final class CountCompaction {
  /** How fine counts are after a day. */
  public static final Duration SLOT = Duration.ofMinutes(5);

  /** How long counts are as fine as they were written. */
  public static final Duration FINE = Duration.ofDays(1);

  /** How long counts are kept: the longest window, 28 days, and a week. */
  public static final Duration KEPT = Duration.ofDays(35);

  private static final Logger LOG = LoggerFactory.getLogger(CountCompaction.class);

  /** How many slots one call sums up, each in its own transaction. */
  private static final int MAX_SLOTS = 60;

  /** The most time whose counts of a version one call removes. */
  private static final Duration MAX_EXPIRED = Duration.ofDays(1);

  private static final Duration LEFT_OVER = Duration.ofDays(1);
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final Store store;
  private final Monitor monitor;
  private final AtomicBoolean running = new AtomicBoolean();
  private final Map<VersionId, Long> summedUntil = new HashMap<>();
  private long expiredIn = Long.MIN_VALUE;

  public CountCompaction(Store store, Monitor monitor) {
    this.store = store;
    this.monitor = monitor;
  }

  /** Does some of what is due; nothing if another thread is about it. */
  public void run(Instant now) {
    if (!running.compareAndSet(false, true)) {
      return;
    }
    try {
      List<VersionMonitor> versions = monitor.versions();
      summedUntil.keySet().retainAll(versions.stream().map(VersionMonitor::id).toList());
      long until = Math.floorDiv(now.minus(FINE).toEpochMilli(), SLOT.toMillis()) * SLOT.toMillis();
      int left = MAX_SLOTS;
      for (VersionMonitor version : versions) {
        left -= sumUp(version.id(), version.layout(), until, left);
      }
      long hour = Math.floorDiv(now.toEpochMilli(), HOUR);
      if (hour != expiredIn) {
        summedUntil.clear(); // rows of the past may have come in slots that were summed up
        expiredIn = expire(now.minus(KEPT).toEpochMilli()) ? hour : expiredIn;
      }
    } catch (StoreException e) {
      LOG.warn("old counts cannot be summed up now: {}", e.problem());
    } finally {
      running.set(false);
    }
  }

  /** Sums up to {@code most} slots of a version up; how many. */
  private int sumUp(VersionId id, Layout layout, long until, int most) {
    long after = summedUntil.getOrDefault(id, 0L);
    if (most < 1 || after >= until) {
      return 0;
    }
    List<Long> ends =
        store.read(
            transaction ->
                transaction
                    .model(id.model())
                    .map(
                        model ->
                            transaction
                                .deltas()
                                .crowded(model, id.version(), SLOT.toMillis(), after, until, most))
                    .orElse(List.of()));
    for (long end : ends) {
      write(transaction -> sumSlot(transaction, id, new CountDelta.Codecs(layout), end));
    }
    summedUntil.put(id, ends.size() < most ? until : ends.get(ends.size() - 1));
    return ends.size();
  }

  private static void sumSlot(
      Transaction transaction, VersionId id, CountDelta.Codecs codecs, long end) {
    transaction
        .model(id.model())
        .map(
            model ->
                transaction
                    .deltas()
                    .ended(
                        model, id.version(), CountKinds.ALL.prefix(), end - SLOT.toMillis(), end))
        .orElse(List.of())
        .stream()
        .collect(Collectors.groupingBy(delta -> List.of(delta.kind(), delta.replica())))
        .values()
        .forEach(deltas -> new Run(transaction.deltas(), codecs).all(deltas));
  }

  /** Neighbours in the order in which a replica counted, which become one. */
  private static final class Run {
    private final DeltaTable table;
    private final CountDelta.Codecs codecs;
    private final List<StoredDelta> members = new ArrayList<>();
    private @Nullable WindowCounts sum;

    Run(DeltaTable table, CountDelta.Codecs codecs) {
      this.table = table;
      this.codecs = codecs;
    }

    void all(List<StoredDelta> deltas) {
      deltas.stream().sorted(Comparator.comparingLong(StoredDelta::place)).forEach(this::add);
      end();
    }

    private void add(StoredDelta delta) {
      Counts counts = CountDelta.decoded(codecs, delta);
      // Where the wall clock was set back, the sum would not have the end of its last member.
      if (counts == null
          || (!members.isEmpty() && members.get(members.size() - 1).to() > delta.to())) {
        end();
      }
      if (counts != null) {
        WindowCounts span = CountDelta.span(delta, counts);
        sum = sum == null ? span : sum.with(span);
        members.add(delta);
      }
    }

    private void end() {
      if (sum != null && members.size() > 1) {
        StoredDelta last = members.get(members.size() - 1);
        table.replace(
            CountDelta.of(
                last.model(),
                last.version(),
                new CountKind(last.kind()),
                last.replica(),
                last.place(),
                sum),
            members.get(0));
      }
      members.clear();
      sum = null;
    }
  }

  /** Removes what ended before a time; whether that was all. */
  private boolean expire(long before) {
    boolean[] all = {true};
    for (DeltaTable.Key key : store.read(transaction -> transaction.deltas().keys())) {
      write(
          transaction -> {
            Long first = transaction.deltas().firstEnd(key);
            if (first != null && first < before) {
              long some = Math.min(before, first + MAX_EXPIRED.toMillis());
              transaction.deltas().expire(key, some);
              all[0] &= some == before;
            }
          });
    }
    write(
        transaction -> {
          transaction.judgedWindows().expire(before);
          transaction.leases().expire(LEFT_OVER);
        });
    return all[0];
  }

  private void write(Consumer<Transaction> work) {
    store.writeNow(
        Durability.UNSYNCED,
        transaction -> {
          work.accept(transaction);
          return true;
        });
  }
}
