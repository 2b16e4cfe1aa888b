package com.nextgen.ml.service.history.delta;

import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.sql.Durability;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * This replica among those that share the store: tells the others that it runs, and holds the lease
 * of what only one may do, if no other does.
 *
 * <p>A replica that dies stops renewing; after at most the lease and one renewal more another has
 * the lease. One that cannot reach the store does not count on its lease any more before another
 * can have it.
 */
public final class Membership {
  private static final Duration FORGOTTEN = Duration.ofDays(1);
  private static final String JUDGE = "judge";

  private final Store store;
  private final String replica;
  private final LeaseTerms lease;
  private final LongSupplier nanoTime;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile int replicas = 1;
  private volatile long heldUntil;
  private volatile boolean held;
  private long askedAt;
  private boolean asked;

  public Membership(Store store, String replica, LeaseTerms lease, LongSupplier nanoTime) {
    this.store = store;
    this.replica = replica;
    this.lease = lease;
    this.nanoTime = nanoTime;
  }

  /** What one transaction found. */
  private record Found(boolean held, int replicas) {}

  /** Renews what is due. Does not wait. Called by one thread. */
  @SuppressWarnings("FutureReturnValueIgnored") // it ends with what is to be done then
  public void tick() {
    long now = nanoTime.getAsLong();
    if ((asked && now - askedAt < lease.renewal().toNanos())
        || !asking.compareAndSet(false, true)) {
      return;
    }
    asked = true;
    askedAt = now;
    store
        .write(
            Durability.UNSYNCED,
            transaction -> {
              transaction.replicas().seen(replica);
              transaction.replicas().expire(FORGOTTEN);
              return new Found(
                  transaction.leases().take(JUDGE, replica, lease.length()),
                  transaction.replicas().running(lease.length()).size());
            })
        .whenComplete(
            (found, error) -> {
              if (error == null) {
                replicas = Math.max(1, found.replicas());
                heldUntil = now + lease.length().toNanos();
                held = found.held();
              }
              asking.set(false);
            });
  }

  /** How many replicas run, this one among them. */
  int replicas() {
    return replicas;
  }

  /** Returns whether this replica holds the lease, and surely still does for a while. */
  public boolean isJudge() {
    return held && nanoTime.getAsLong() - heldUntil < -lease.renewal().toNanos() / 3;
  }

  /** Lets another replica take over at once. */
  @SuppressWarnings("FutureReturnValueIgnored") // if that fails, the lease runs out
  public void leave() {
    held = false;
    store.write(
        Durability.UNSYNCED,
        transaction -> {
          transaction.leases().giveBack(JUDGE, replica);
          transaction.replicas().ended(replica);
          return true;
        });
  }
}
