package com.nextgen.ml.benchmarks.trial;

/** The populations without drift. */
enum Shape {
  NORMAL("normal", Numbers.normal(0, 1)),
  LOG_NORMAL("log-normal", Numbers.logNormal(1)),
  ZERO_INFLATED("zero in 4 of 5", Numbers.zeroInflated(0.8, Numbers.logNormal(1))),
  DISCRETE("ten whole numbers", Numbers.whole(binomial(9, 0.4))),
  EQUAL_20("20 equal categories", Categories.equal(20)),
  ZIPF_200("200 Zipf categories", Categories.zipf(200));

  private final String title;

  @SuppressWarnings("Immutable") // its implementations hold nothing that changes
  private final Population population;

  Shape(String title, Population population) {
    this.title = title;
    this.population = population;
  }

  String title() {
    return title;
  }

  Population population() {
    return population;
  }

  static double[] binomial(int trials, double p) {
    double[] shares = new double[trials + 1];
    double share = Math.pow(1 - p, trials);
    for (int i = 0; i <= trials; i++) {
      shares[i] = share;
      share *= (trials - i) / (i + 1.0) * p / (1 - p);
    }
    return shares;
  }
}
