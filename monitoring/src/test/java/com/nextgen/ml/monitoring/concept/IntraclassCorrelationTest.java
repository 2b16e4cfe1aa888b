package com.nextgen.ml.monitoring.concept;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class IntraclassCorrelationTest {

  /** Losses with a share ρ of their variance between clusters of 10. */
  private static void fill(IntraclassCorrelation known, double rho, int clusters, double drift) {
    Random random = new Random(5);
    for (int i = 0; i < clusters; i++) {
      double own = 0.5 + drift * i / clusters + 0.05 * Math.sqrt(rho) * random.nextGaussian();
      double sum = 0;
      double squares = 0;
      for (int j = 0; j < 10; j++) {
        double loss = own + 0.05 * Math.sqrt(1 - rho) * random.nextGaussian();
        sum += loss;
        squares += loss * loss;
      }
      known.add(10, sum, squares);
    }
  }

  @Test
  void takesAllRowsForOneUntilEnoughClustersAreKnown() {
    IntraclassCorrelation known = new IntraclassCorrelation();
    assertThat(known.designEffect(1)).isEqualTo(1);
    fill(known, 0, 20, 0);
    assertThat(known.designEffect(10)).isEqualTo(10);
    fill(known, 0, 20, 0);
    assertThat(known.designEffect(10)).isLessThan(3);
  }

  /** The true design effect is 1 + 9ρ; its upper end over some 500 differences is a fifth more. */
  @Test
  void tellsTheDesignEffectFromAboveAndNotByMuch() {
    for (double rho : new double[] {0, 0.05, 0.2, 0.5}) {
      IntraclassCorrelation known = new IntraclassCorrelation();
      fill(known, rho, 3_000, 0);
      assertThat(known.designEffect(10)).isBetween(1 + 9 * rho, 1.25 * (1 + 9 * rho));
    }
  }

  @Test
  void aMeanThatDriftsIsNotTakenForDependence() {
    IntraclassCorrelation known = new IntraclassCorrelation();
    fill(known, 0, 3_000, 0.4);
    assertThat(known.designEffect(10)).isLessThan(1.25);
  }

  @Test
  void lossesThatNeverDifferSayNothing() {
    IntraclassCorrelation known = new IntraclassCorrelation();
    for (int i = 0; i < 100; i++) {
      known.add(10, 0, 0);
    }
    assertThat(known.designEffect(10)).isEqualTo(10);
  }
}
