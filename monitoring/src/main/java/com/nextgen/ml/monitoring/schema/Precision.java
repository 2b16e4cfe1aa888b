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

    @Override
    public double float32(double value) {
      return value;
    }

    @Override
    public double float32End(double value) {
      return value;
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

    @Override
    public double float32(double value) {
      return Float32.of(value);
    }

    @Override
    public double float32End(double value) {
      return Float32.end(value);
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

  /**
   * Returns what {@code value}, which is of this precision, is after it went through a float32;
   * itself where that would hold fewer than seven of its digits. Never less for a greater value.
   */
  public abstract double float32(double value);

  /** Returns the greatest value of this precision that a float32 makes the same of. */
  public abstract double float32End(double value);

  /**
   * Returns the number one float32 below {@code value}, which no rounding to float32 brings it to;
   * {@code value} if there is none, and the double below it where it is beyond all float32s.
   */
  public double float32Below(double value) {
    float narrow = (float) value;
    double below = Float.isInfinite(narrow) ? below(value) : Math.nextDown(narrow);
    return Double.isInfinite(below) ? value : below;
  }

  /** Returns the number one float32 above {@code value}, as {@link #float32Below} does below. */
  public double float32Above(double value) {
    return -float32Below(-value);
  }

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
