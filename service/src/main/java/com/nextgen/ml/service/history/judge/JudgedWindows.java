package com.nextgen.ml.service.history.judge;

import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.history.verdict.VerdictQueue;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.StoreException;
import com.nextgen.ml.service.store.table.StoredVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The windows that were judged, with their verdicts: each once, whoever thinks it judges. */
final class JudgedWindows {
  private final Store store;
  private final String replica;
  private final AlarmFamily family;

  /** Whose verdicts this replica is to tell: their claims are committed. */
  private final Set<Claim> claimed = ConcurrentHashMap.newKeySet();

  private record Claim(VersionId id, Window window, Instant end) {}

  /**
   * @param replica this one
   * @param family of the claims: drift for all that is judged when a window ends, performance for
   *     all that is judged when its labels have matured
   */
  JudgedWindows(Store store, String replica, AlarmFamily family) {
    this.store = store;
    this.replica = replica;
    this.family = family;
  }

  /**
   * Says that the verdict on a window is told by this replica, and keeps it: either both are
   * committed or none.
   *
   * @param verdict the rows to be kept
   * @return whether this replica is to tell it: true once, even if the first claim threw because it
   *     was committed without an answer
   * @throws StoreException if that cannot be written now
   */
  boolean claim(VersionId id, Window window, Instant end, List<StoredVerdict> verdict) {
    Claim claim = new Claim(id, window, end);
    store.writeNow(
        Durability.SYNCED,
        transaction -> {
          boolean first =
              transaction
                  .judgedWindows()
                  .add(
                      transaction.models().key(id.model()),
                      id.version(),
                      family.code(),
                      window.name(),
                      end.toEpochMilli(),
                      replica);
          if (first) {
            VerdictQueue.write(transaction, verdict);
          }
          return first;
        },
        first -> {
          if (first) {
            claimed.add(claim);
          }
        });
    return claimed.remove(claim);
  }

  /**
   * When the last window that was judged ended, other than those that this replica is still to
   * tell; null if none was.
   *
   * @throws StoreException if that cannot be read now
   */
  @Nullable Instant last(VersionId id, Window window) {
    Long last =
        store.read(
            transaction ->
                transaction
                    .model(id.model())
                    .map(
                        model ->
                            transaction
                                .judgedWindows()
                                .last(model, id.version(), family.code(), window.name()))
                    .orElse(null));
    if (last == null) {
      return null;
    }
    Instant end = Instant.ofEpochMilli(last);
    while (claimed.contains(new Claim(id, window, end))) {
      end = end.minus(window.length());
    }
    return end;
  }
}
