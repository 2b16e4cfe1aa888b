package com.nextgen.ml.service.history;

import com.nextgen.ml.monitoring.schema.Window;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.store.Durability;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.StoreException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The windows whose verdicts were told: each once, whoever thinks it judges.
 *
 * @param replica this one
 * @param kind of verdicts, before the window's name; empty for those on drift
 */
record JudgedWindows(Store store, String replica, String kind) {

  /**
   * Says that the verdict on a window is told by this replica.
   *
   * @return whether no other has said so
   * @throws StoreException if that cannot be written now
   */
  boolean claim(VersionId id, Window window, Instant end) {
    return joined(
        store.write(
            Durability.POWER,
            transaction ->
                transaction
                    .judgedWindows()
                    .add(
                        transaction.models().key(id.model()),
                        id.version(),
                        kind + window.name(),
                        end.toEpochMilli(),
                        replica)));
  }

  /**
   * When the last window that was judged ended; null if none was.
   *
   * @throws StoreException if that cannot be read now
   */
  @Nullable Instant last(VersionId id, Window window) {
    Long last =
        store.read(
            transaction -> {
              Long model = transaction.models().find(id.model());
              return model == null
                  ? null
                  : transaction.judgedWindows().last(model, id.version(), kind + window.name());
            });
    return last == null ? null : Instant.ofEpochMilli(last);
  }

  /** What was written, or why it was not. */
  static <T> T joined(CompletableFuture<T> written) {
    try {
      return written.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StoreException known) {
        throw known;
      }
      throw e;
    }
  }
}
