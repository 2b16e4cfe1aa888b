package com.nextgen.ml.service.history.delta;

import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.service.history.verdict.VerdictQueue;
import com.nextgen.ml.service.history.verdict.VerdictRows;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.check.VerdictSink;
import com.nextgen.ml.service.monitor.check.WindowVerdict;
import com.nextgen.ml.service.monitor.live.CountKind;
import com.nextgen.ml.service.monitor.live.CountKinds;
import com.nextgen.ml.service.monitor.live.CountsHistory;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.sql.StoreException;
import java.time.Instant;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Counts over time, kept in a store that other replicas may share. */
public final class StoredHistory implements CountsHistory, VerdictSink {
  private final Store store;
  private final String replica;
  private final Membership membership;
  private final DeltaLog log;
  private final VerdictQueue verdicts = new VerdictQueue();
  private final PastWindows pastWindows = new PastWindows();

  /**
   * @param replica a name that no other run of the service has
   * @param lease of the replica that judges
   * @param nanoTime of a monotonic clock
   */
  public StoredHistory(Store store, String replica, LeaseTerms lease, LongSupplier nanoTime) {
    this.store = store;
    this.replica = replica;
    this.membership = new Membership(store, replica, lease, nanoTime);
    this.log = new DeltaLog(replica);
    store.addSource(log);
    store.addSource(verdicts);
  }

  /** Returns the store that holds the counts. */
  public Store store() {
    return store;
  }

  /** Returns the name of this run of the service. */
  public String replica() {
    return replica;
  }

  /** Returns what this replica is among those that share the store. */
  public Membership membership() {
    return membership;
  }

  /** Returns the windows of the past that late rows came into. */
  public PastWindows pastWindows() {
    return pastWindows;
  }

  @Override
  public void keep(VersionId id, CountKind kind, WindowCounts span) {
    log.add(id, kind, span);
  }

  @Override
  public boolean keep(WindowVerdict verdict, Instant judgedAt) {
    return verdicts.add(VerdictRows.of(verdict, judgedAt));
  }

  @Override
  public boolean isShared() {
    return store.address().isShared();
  }

  @Override
  public int replicas() {
    return membership.replicas();
  }

  @Override
  public Answer countedElsewhere(
      VersionId id, Layout layout, CountKinds kinds, Instant after, Instant to) {
    try {
      return new Known(sums(id, layout, kinds, after, to, writer -> !writer.equals(replica)));
    } catch (StoreException e) {
      return new Unknown("what other replicas counted cannot be read now: " + e.problem());
    }
  }

  /**
   * Returns what all replicas counted in a stretch of time, by kind.
   *
   * @param after exclusive
   * @param to inclusive
   * @throws StoreException if the store cannot be read now
   */
  public Map<CountKind, WindowCounts> counted(
      VersionId id, Layout layout, Instant after, Instant to) {
    return counted(id, layout, CountKinds.ALL, after, to);
  }

  /**
   * Returns the same of some kinds.
   *
   * @param kinds that are wanted
   */
  public Map<CountKind, WindowCounts> counted(
      VersionId id, Layout layout, CountKinds kinds, Instant after, Instant to) {
    return sums(id, layout, kinds, after, to, writer -> true);
  }

  /**
   * Returns when the first kept count of all rows of a version began; null if none is kept.
   *
   * @throws StoreException if the store cannot be read now
   */
  public @Nullable Instant oldest(VersionId id) {
    Long first =
        store.read(
            transaction ->
                transaction
                    .model(id.model())
                    .map(
                        model ->
                            transaction
                                .deltas()
                                .oldest(model, id.version(), CountKind.ALL_ROWS.code()))
                    .orElse(null));
    return first == null ? null : Instant.ofEpochMilli(first);
  }

  private Map<CountKind, WindowCounts> sums(
      VersionId id,
      Layout layout,
      CountKinds kinds,
      Instant after,
      Instant to,
      Predicate<String> replicas) {
    return store.read(
        transaction -> CountDelta.sums(transaction, id, layout, kinds, after, to, replicas));
  }
}
