package com.nextgen.ml.monitoring.schema;

import com.nextgen.ml.monitoring.text.Messages;

/**
 * The type of number the model's input takes. Edges and values are both rounded to it before they
 * are compared, or a value that sits on an edge would change sides on its way through the tensor.
 */
public enum Precision {
  FLOAT32("float32") {
    @Override
    public double round(double value) {
      return (float) value;
    }

    @Override
    public double below(double value) {
      return Math.nextDown((float) value);
    }
  },
  FLOAT64("float64") {
    @Override
    public double round(double value) {
      return value;
    }

    @Override
    public double below(double value) {
      return Math.nextDown(value);
    }
  };

  private final String code;

  Precision(String code) {
    this.code = code;
  }

  /**
   * Returns the value of this precision nearest to {@code value}; a finite double may become
   * infinite.
   */
  public abstract double round(double value);

  /** Returns the greatest value of this precision that is less than {@code value}. */
  public abstract double below(double value);

  /** As it is written in documents. */
  public String code() {
    return code;
  }

  /**
   * Reads a spelling.
   *
   * @throws IllegalArgumentException if it names no precision
   */
  public static Precision parse(String code) {
    for (Precision precision : values()) {
      if (precision.code.equals(code)) {
        return precision;
      }
    }
    throw new IllegalArgumentException(
        "precision '" + Messages.quoted(code) + "' is not one of float32, float64");
  }
}
