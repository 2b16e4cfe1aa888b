package com.nextgen.ml.service.inference.graph;

import java.util.Arrays;

/**
 * A list of numbers that grows. Integers past 2^53 lose their last digits: no index is so large,
 * and what is none is refused where it is used.
 */
final class Numbers {
  private double[] values = new double[8];
  private int size;

  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  int size() {
    return size;
  }

  double get(int i) {
    return values[i];
  }

  /**
   * Returns a number as an index.
   *
   * @throws UnreadableGraphException if it is none from 0 to under {@code limit}
   */
  int index(int i, int limit, String what) throws UnreadableGraphException {
    double value = values[i];
    if (!(value >= 0 && value < limit) || value != (int) value) {
      throw new UnreadableGraphException(what + " " + value + " is not one of " + limit);
    }
    return (int) value;
  }

  double[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
