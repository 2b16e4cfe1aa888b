package com.nextgen.ml.service.feedback.outcome;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Labels of one version since the service started.
 *
 * @param statuses how many have each status; those without a known prediction are counted at the
 *     version that answers calls that name none
 * @param delays from prediction to truth: one count for each of {@link #edges}, then the longer
 *     ones
 * @param delaySeconds all delays together
 * @param lastSeconds when the last matched label came, in Unix time; null if none has
 * @param classes the first {@link #MAX_CLASSES}; empty for regression
 * @param outcomes rows are the actual class, columns the predicted one, in the order of {@code
 *     classes}, and one more for all others; a single cell for regression
 * @param right how many labels are the class that was predicted, also of classes beyond those that
 *     {@code outcomes} tells apart; 0 for regression
 * @param absoluteErrors the sum of |predicted − actual|; for regression, as are the next two
 * @param squaredErrors the sum of (predicted − actual)²
 * @param values how many errors are summed
 */
@SuppressWarnings("ArrayRecordComponent") // made for one reader, never compared
public record FeedbackFigures(
    Map<LabelStatus, Long> statuses,
    long[] delays,
    double delaySeconds,
    @Nullable Double lastSeconds,
    List<String> classes,
    long[] outcomes,
    long right,
    double absoluteErrors,
    double squaredErrors,
    long values) {
  /** The most classes that are distinguished. */
  public static final int MAX_CLASSES = 20;

  private static final double[] EDGES = {
    1, 10, 60, 600, 3_600, 21_600, 86_400, 604_800, 2_592_000, 7_776_000
  };

  /** Returns the inclusive upper edges of the delays, in seconds: from one second to 90 days. */
  public static double[] edges() {
    return EDGES.clone();
  }

  static int edgeCount() {
    return EDGES.length;
  }

  static int bucketOf(double seconds) {
    int at = Arrays.binarySearch(EDGES, seconds);
    return at >= 0 ? at : -at - 1;
  }
}
