package com.nextgen.ml.service.app;

import com.nextgen.ml.service.history.History;
import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.StoreAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a service keeps of predictions, labels and counts.
 *
 * @param address of the database
 * @param subjectKey for the hashes of subjects; null for one that the store keeps
 * @param pace at which counts are written to the store
 * @param predictions what predictions survive once they are committed; where they are synced,
 *     answers wait for that
 */
public record StoreSettings(
    StoreAddress address, @Nullable String subjectKey, History.Pace pace, Durability predictions) {

  /** Returns the usual settings: answers do not wait for the log. */
  public StoreSettings(StoreAddress address, @Nullable String subjectKey, History.Pace pace) {
    this(address, subjectKey, pace, Durability.UNSYNCED);
  }
}
