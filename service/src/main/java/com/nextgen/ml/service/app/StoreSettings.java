package com.nextgen.ml.service.app;

import com.nextgen.ml.service.history.History;
import com.nextgen.ml.service.store.sql.StoreAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a service keeps of predictions, labels and counts.
 *
 * @param address of the database
 * @param subjectKey for the hashes of subjects; null for one that the store keeps
 * @param pace at which counts are written to the store
 */
public record StoreSettings(StoreAddress address, @Nullable String subjectKey, History.Pace pace) {}
