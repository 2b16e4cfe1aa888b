package com.nextgen.ml.monitoring.schema.policy;

import com.nextgen.ml.monitoring.text.Messages;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A gap between groups. */
public enum FairnessMetric {
  /** Of the rates at which rows are predicted favourable. */
  DEMOGRAPHIC_PARITY("demographic-parity", "demographicParityDifference"),
  /** The same rates, as a ratio. */
  DISPARATE_IMPACT("disparate-impact", "disparateImpactRatio"),
  /** Of the true positive rates. */
  EQUAL_OPPORTUNITY("equal-opportunity", "equalOpportunityDifference"),
  /** Of the false positive rates. */
  PREDICTIVE_EQUALITY("predictive-equality", "falsePositiveRateDifference"),
  /** The larger of the gaps of true and false positive rates. */
  EQUALIZED_ODDS("equalized-odds", "equalizedOddsDifference"),
  /** The mean of the gaps of true and false positive rates, each with its sign. */
  AVERAGE_ODDS("average-odds", "averageOddsDifference"),
  /** The mean of the sizes of the gaps of true and false positive rates. */
  AVERAGE_ABSOLUTE_ODDS("average-absolute-odds", "averageAbsoluteOddsDifference"),
  /** Of the precisions. */
  PREDICTIVE_PARITY("predictive-parity", "predictiveParityDifference"),
  /** Of the accuracies. */
  ACCURACY_PARITY("accuracy-parity", "accuracyDifference"),
  /** Of the mean errors, predicted less true. */
  MEAN_ERROR("mean-error", "meanErrorDifference"),
  /** Of the mean sizes of the errors. */
  MEAN_ABSOLUTE_ERROR("mean-absolute-error", "maeDifference"),
  /** Of the mean predictions. */
  MEAN_PREDICTION("mean-prediction", "meanPredictionDifference");

  private final String key;
  private final String code;

  FairnessMetric(String key, String code) {
    this.key = key;
    this.code = code;
  }

  /** As {@code model.yaml} writes it. */
  public String key() {
    return key;
  }

  /** As reports and metrics write it. */
  public String code() {
    return code;
  }

  /** Returns whether it is of numbers that a model predicts, not of classes. */
  public boolean isOfValues() {
    return compareTo(MEAN_ERROR) >= 0;
  }

  /** Returns whether it is a ratio, which is 1 where groups are alike, not 0. */
  public boolean isRatio() {
    return this == DISPARATE_IMPACT;
  }

  /** Returns whether it follows from predictions alone, without labels. */
  public boolean isOfPredictions() {
    return this == DEMOGRAPHIC_PARITY || this == DISPARATE_IMPACT || this == MEAN_PREDICTION;
  }

  /** Returns whether it can be judged: a mean of two gaps is shown alone. */
  public boolean isJudgeable() {
    return this != AVERAGE_ODDS && this != AVERAGE_ABSOLUTE_ODDS;
  }

  /**
   * Returns the metric that {@code model.yaml} writes so.
   *
   * @throws IllegalArgumentException if there is none, naming those that can be judged
   */
  public static FairnessMetric parse(String key) {
    return Arrays.stream(values())
        .filter(metric -> metric.key.equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is not one of %s"
                        .formatted(
                            Messages.quoted(key),
                            Arrays.stream(values())
                                .filter(FairnessMetric::isJudgeable)
                                .map(FairnessMetric::key)
                                .collect(Collectors.joining(", ")))));
  }
}
