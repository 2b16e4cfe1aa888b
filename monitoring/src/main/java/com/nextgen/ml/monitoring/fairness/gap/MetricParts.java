package com.nextgen.ml.monitoring.fairness.gap;

import com.nextgen.ml.monitoring.schema.policy.FairnessMetric;
import java.util.List;

/** Of which figures a gap is, and how they are put together. */
public record MetricParts(Combination combination, List<Measure> measures) {

  /** What becomes of the gaps of the parts. */
  public enum Combination {
    /** There is one part. */
    SINGLE,
    /** The size of the largest. */
    LARGEST,
    /** Their mean, each with its sign. */
    MEAN,
    /** The mean of their sizes. */
    MEAN_SIZE
  }

  public MetricParts {
    measures = List.copyOf(measures);
    if (measures.isEmpty() || (combination == Combination.SINGLE) != (measures.size() == 1)) {
      throw new IllegalArgumentException("a single gap has one part, others have several");
    }
  }

  /** Returns the parts of a metric. */
  public static MetricParts of(FairnessMetric metric) {
    return switch (metric) {
      case DEMOGRAPHIC_PARITY, DISPARATE_IMPACT -> single(Rate.SELECTION);
      case EQUAL_OPPORTUNITY -> single(Rate.TRUE_POSITIVE);
      case PREDICTIVE_EQUALITY -> single(Rate.FALSE_POSITIVE);
      case EQUALIZED_ODDS -> odds(Combination.LARGEST);
      case AVERAGE_ODDS -> odds(Combination.MEAN);
      case AVERAGE_ABSOLUTE_ODDS -> odds(Combination.MEAN_SIZE);
      case PREDICTIVE_PARITY -> single(Rate.PRECISION);
      case ACCURACY_PARITY -> single(Rate.ACCURACY);
      case MEAN_ERROR -> single(Mean.ERROR);
      case MEAN_ABSOLUTE_ERROR -> single(Mean.ABSOLUTE_ERROR);
      case MEAN_PREDICTION -> single(Mean.PREDICTION);
    };
  }

  private static MetricParts single(Measure measure) {
    return new MetricParts(Combination.SINGLE, List.of(measure));
  }

  private static MetricParts odds(Combination combination) {
    return new MetricParts(combination, List.of(Rate.TRUE_POSITIVE, Rate.FALSE_POSITIVE));
  }
}
