package com.nextgen.ml.benchmarks.compare;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Rows of many columns in five shapes by turns: normal, log-normal, uniform, zero in seven of ten
 * rows and exponential in the others, and 20 categories of unequal frequency. One value in a
 * hundred is missing. Numbers have six digits behind the point.
 */
final class WideRows {
  private static final int SHAPES = 5;
  private static final int CATEGORIES = 20;
  private static final double MICRO = 1e6;

  private final int columns;
  private final SplittableRandom random;

  WideRows(int columns, long seed) {
    this.columns = columns;
    this.random = new SplittableRandom(seed);
  }

  /** The columns in their order. */
  List<Feature> features() {
    List<Feature> features = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      features.add(isNumeric(i) ? Feature.numeric(name(i)) : Feature.categorical(name(i)));
    }
    return features;
  }

  static String name(int column) {
    return (isNumeric(column) ? "x" : "c") + column;
  }

  static boolean isNumeric(int column) {
    return column % SHAPES != SHAPES - 1;
  }

  /** The next rows. */
  RowBlock block(int rows) {
    int named = columns / SHAPES;
    double[] numeric = new double[rows * (columns - named)];
    String[] categorical = new String[rows * named];
    int numbers = 0;
    int texts = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        boolean missing = random.nextInt(100) == 0;
        if (isNumeric(column)) {
          numeric[numbers++] = missing ? Missing.NUMBER : number(column % SHAPES);
        } else {
          categorical[texts++] = missing ? null : category();
        }
      }
    }
    return new RowBlock(rows, numeric, categorical);
  }

  private double number(int shape) {
    double value =
        switch (shape) {
          case 0 -> gaussian();
          case 1 -> Math.exp(gaussian());
          case 2 -> random.nextDouble();
          default -> random.nextInt(10) < 7 ? 0 : -Math.log(1 - random.nextDouble());
        };
    return Math.rint(value * MICRO) / MICRO;
  }

  private double gaussian() {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }

  private String category() {
    double at = random.nextDouble();
    return "k" + (int) (at * at * CATEGORIES);
  }
}
