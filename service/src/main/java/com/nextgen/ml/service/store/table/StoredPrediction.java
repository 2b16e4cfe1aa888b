package com.nextgen.ml.service.store.table;

import org.jspecify.annotations.Nullable;

/**
 * A logged prediction.
 *
 * @param model see {@link ModelKeys#key}
 * @param id unique for the model
 * @param version see {@link ModelKeys#versionKey}
 * @param predictedAt in milliseconds since 1970
 * @param classIndex of the predicted class; -1 if there is none
 * @param score the score or value; NaN if there is none
 * @param scoreBin its bin; -1 if there is none
 * @param featureBins a byte a feature; null if features have no bins
 * @param groups the groups as a JSON object; null if there are none
 * @param features the features as a JSON object; null if they are not to be kept
 * @param subject a keyed hash of whom the row is about; null if that is not known
 * @param classScores all classes' scores, four bytes a class; null if they are not kept
 * @param cluster what holds it together with other rows; null if it stands alone
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record StoredPrediction(
    long model,
    String id,
    long version,
    long predictedAt,
    int classIndex,
    double score,
    int scoreBin,
    byte @Nullable [] featureBins,
    @Nullable String groups,
    @Nullable String features,
    @Nullable String subject,
    byte @Nullable [] classScores,
    @Nullable Cluster cluster) {

  /**
   * Rows that may depend on each other.
   *
   * @param key a keyed hash of what holds them together
   * @param rows how many there are; 0 if that is not known
   */
  public record Cluster(long key, int rows) {}
}
