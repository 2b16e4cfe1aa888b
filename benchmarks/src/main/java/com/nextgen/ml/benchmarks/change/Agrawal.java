package com.nextgen.ml.benchmarks.change;

import java.util.Random;

/**
 * Agrawal's loan applicants: nine attributes, scaled to [0, 1]; positive by his function 1, later
 * by his function 3, without perturbation. On the way a row is of the second concept with the
 * probability of how far it is.
 *
 * <p>Agrawal, Imielinski, Swami 1993, <em>Database mining: a performance perspective</em>, IEEE
 * TKDE 5(6).
 */
final class Agrawal implements ConceptStream {
  @Override
  public String name() {
    return "Agrawal";
  }

  @Override
  public int width() {
    return 9;
  }

  @Override
  public double[] row(Random random) {
    double salary = 20_000 + 130_000 * random.nextDouble();
    double commission = salary >= 75_000 ? 0 : 10_000 + 65_000 * random.nextDouble();
    int zip = random.nextInt(9);
    double house = (9 - zip) * 100_000 * (0.5 + random.nextDouble());
    return new double[] {
      salary / 150_000,
      commission / 75_000,
      (20 + random.nextInt(61)) / 80.0,
      random.nextInt(5) / 4.0,
      (1 + random.nextInt(20)) / 20.0,
      zip / 8.0,
      house / 1_350_000,
      (1 + random.nextInt(30)) / 30.0,
      random.nextDouble()
    };
  }

  @Override
  public boolean label(double[] row, double changed, Random random) {
    double age = 80 * row[2];
    if (random.nextDouble() >= changed) {
      return age < 40 || age >= 60;
    }
    double level = 4 * row[3];
    if (age < 40) {
      return level <= 1;
    }
    return age < 60 ? level >= 1 && level <= 3 : level >= 2;
  }
}
