package com.nextgen.ml.service.feedback.outcome;

import com.nextgen.ml.monitoring.concept.RowCluster;
import com.nextgen.ml.service.inference.VersionId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A prediction and its true outcome, as the store has it.
 *
 * @param sequence the place in the order in which the outcomes of the model (of all its versions)
 *     were committed, from 1; places may be left out, and none is used twice
 * @param version the one that predicted; it may be retired by now
 * @param id of the prediction
 * @param predictedAt in milliseconds since 1970
 * @param labelledAt when the truth was known, as the label says, in milliseconds since 1970
 * @param receivedAt when the label came, in milliseconds since 1970
 * @param predictedClass an index into the version's classes; -1 for regression, or where the score
 *     was not a number
 * @param score of the positive or the predicted class, or the predicted value; NaN if there is none
 * @param scores of all the version's classes in their order; null unless they are logged: of more
 *     than two classes, up to {@link
 *     com.nextgen.ml.monitoring.counts.OutcomeLayout#MAX_RANKED_CLASSES}
 * @param scoreBin the fine bin of the score in the version's layout: from 0, -1 below the first,
 *     their number above the last; {@link Integer#MIN_VALUE} if the score has no bin
 * @param classes the version's classes, also of one that is retired; empty for regression
 * @param actualClass an index into the version's classes; -1 for regression, or where the version
 *     does not have that class
 * @param actual the true value; NaN for classification
 * @param groups the row's group of each declared attribute that it has a value of
 * @param featureBins see {@link com.nextgen.ml.monitoring.counts.BinIndexes}; null if the version
 *     has no baseline
 * @param cluster the rows that may depend on this one
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record Outcome(
    long sequence,
    VersionId version,
    String id,
    long predictedAt,
    long labelledAt,
    long receivedAt,
    int predictedClass,
    double score,
    double @Nullable [] scores,
    int scoreBin,
    List<String> classes,
    int actualClass,
    double actual,
    Map<String, String> groups,
    byte @Nullable [] featureBins,
    RowCluster cluster) {

  public Outcome {
    classes = List.copyOf(classes);
    groups = Map.copyOf(groups);
  }

  /**
   * Returns whether the labels of all predictions of its time would have come by now.
   *
   * @param now in milliseconds since 1970
   * @param delay the policy's {@code label-delay}
   */
  public boolean isMatured(long now, Duration delay) {
    return predictedAt <= now - delay.toMillis();
  }
}
