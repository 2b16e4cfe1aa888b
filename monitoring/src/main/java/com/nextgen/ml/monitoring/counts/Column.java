package com.nextgen.ml.monitoring.counts;

/**
 * One thing that is counted of every row.
 *
 * @param name a feature's name, or {@link #SCORE} or {@link #PREDICTED_CLASS}
 * @param source where a row's value comes from
 * @param index for a feature: its place among the row's numeric (or its categorical) values; else 0
 */
public record Column(String name, Source source, int index, ColumnBins bins) {
  /** The score of the positive or the predicted class, or the predicted value. */
  public static final String SCORE = "score";

  /** The predicted class. */
  public static final String PREDICTED_CLASS = "class";

  /** Where a row's value comes from. */
  public enum Source {
    /** {@link com.nextgen.ml.monitoring.schema.RowBlock#numeric}. */
    NUMERIC_INPUT,
    /** {@link com.nextgen.ml.monitoring.schema.RowBlock#categorical}. */
    CATEGORICAL_INPUT,
    /** {@link com.nextgen.ml.monitoring.schema.PredictionBlock#score}. */
    SCORE,
    /** {@link com.nextgen.ml.monitoring.schema.PredictionBlock#classIndex}. */
    PREDICTED_CLASS
  }

  public Column {
    boolean numeric = source == Source.NUMERIC_INPUT || source == Source.SCORE;
    if (numeric != (bins instanceof NumericBins)) {
      throw new IllegalArgumentException("column '" + name + "': bins are not of its type");
    }
    if (index < 0) {
      throw new IllegalArgumentException("column '" + name + "': index is negative");
    }
  }

  /**
   * Returns whether there can be values that no row had yet, outside the range or of a new
   * category. Of a probability, whose bins are those of [0, 1], and of predicted classes there are
   * none.
   */
  public boolean isOpen() {
    return switch (source) {
      case NUMERIC_INPUT, CATEGORICAL_INPUT -> true;
      case SCORE ->
          bins instanceof NumericBins range && (range.minimum() != 0 || range.maximum() != 1);
      case PREDICTED_CLASS -> false;
    };
  }

  /** Returns whether this is a feature; else it is something the model said. */
  public boolean isInput() {
    return source == Source.NUMERIC_INPUT || source == Source.CATEGORICAL_INPUT;
  }
}
