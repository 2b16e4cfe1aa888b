package com.nextgen.ml.monitoring.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Equality of counts: cells and ranges exact, sums to 1e-9 of their size. */
public final class CountsAssert {
  private CountsAssert() {}

  public static void assertSame(Counts actual, Counts expected) {
    assertSameSums(actual, expected);
    for (int i = 0; i < expected.columns().size(); i++) {
      if (expected.columns().get(i) instanceof NumericCounts wanted) {
        NumericCounts found = (NumericCounts) actual.columns().get(i);
        String name = expected.layout().columns().get(i).name();
        // Not isEqualTo, which tells -0.0 from 0.0.
        assertThat(found.least() == wanted.least()).as(name + " least " + found.least()).isTrue();
        assertThat(found.greatest() == wanted.greatest())
            .as(name + " greatest " + found.greatest())
            .isTrue();
      }
    }
  }

  public static void assertSameSums(Counts actual, Counts expected) {
    assertThat(actual.layout()).isEqualTo(expected.layout());
    assertThat(actual.products().rows()).isEqualTo(expected.products().rows());
    double[] products = actual.products().sums();
    for (int i = 0; i < products.length; i++) {
      assertThat(products[i])
          .as("product " + i)
          .isCloseTo(expected.products().sums()[i], within(1e-9 * 16 * (1 + expected.rows())));
    }
    for (int i = 0; i < expected.columns().size(); i++) {
      String name = expected.layout().columns().get(i).name();
      ColumnCounts found = actual.columns().get(i);
      if (expected.columns().get(i) instanceof NumericCounts wanted) {
        assertThat(((NumericCounts) found).cells()).as(name).isEqualTo(wanted.cells());
        double[] sums = ((NumericCounts) found).sums();
        for (int j = 0; j < sums.length; j++) {
          // Σ|z| ≤ √(n Σz²): what a sum of either sign may have passed through on its way.
          double size =
              wanted.count()
                  + Math.max(
                      Math.abs(wanted.sums()[j]), wanted.sums()[NumericCounts.SUM_Z_SQUARED]);
          assertThat(sums[j])
              .as(name + " sum " + j)
              .isCloseTo(wanted.sums()[j], within(1e-9 * size));
        }
      } else {
        assertThat(found).as(name).isEqualTo(expected.columns().get(i));
      }
    }
  }
}
