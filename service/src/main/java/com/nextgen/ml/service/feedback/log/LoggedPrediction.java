package com.nextgen.ml.service.feedback.log;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A prediction as the log has it.
 *
 * @param predictedAt in milliseconds since 1970
 * @param predictedClass null for regression, or where there was none
 * @param score the score or value; NaN if there is none
 * @param scores by class, in class order; empty if they are not kept
 * @param features a JSON object; null if features are not kept
 * @param subject the keyed hash of whom it is about; null if that is not known
 * @param label the true outcome; null if that is not known
 */
public record LoggedPrediction(
    String id,
    String model,
    int version,
    long predictedAt,
    @Nullable String predictedClass,
    double score,
    Map<String, Double> scores,
    Map<String, String> groups,
    @Nullable String features,
    @Nullable String subject,
    @Nullable Known label) {

  /**
   * The true outcome.
   *
   * @param className null for regression
   * @param value NaN for classification
   * @param labelledAt in milliseconds since 1970
   * @param receivedAt in milliseconds since 1970
   * @param source who said so; null if that is not known
   */
  public record Known(
      @Nullable String className,
      double value,
      long labelledAt,
      long receivedAt,
      @Nullable String source) {}
}
