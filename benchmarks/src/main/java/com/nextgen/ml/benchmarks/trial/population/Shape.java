package com.nextgen.ml.benchmarks.trial.population;

/** The populations without drift. */
public enum Shape {
  NORMAL("normal", Numbers.normal(0, 1)),
  LOG_NORMAL("log-normal", Numbers.logNormal(1)),
  ZERO_INFLATED("zero in 4 of 5", Numbers.zeroInflated(0.8, Numbers.logNormal(1))),
  DISCRETE("ten whole numbers", Numbers.whole(binomial(9, 0.4))),
  EQUAL_20("20 equal categories", Categories.equal(20)),
  ZIPF_200("200 Zipf categories", Categories.zipf(200)),
  PARETO("Pareto, exponent 2.5", Numbers.pareto(2.5)),
  MIXTURE("two normal humps", Numbers.normal(0, 1).mixed(0.3, Numbers.normal(5, 0.5))),
  ZIPF_50("50 Zipf categories", Categories.zipf(50)),
  ZIPF_90("90 Zipf categories", Categories.zipf(90)),
  ZIPF_2000("2,000 Zipf categories", Categories.zipf(2000));

  private final String title;

  @SuppressWarnings("Immutable") // its implementations hold nothing that changes
  private final Population population;

  Shape(String title, Population population) {
    this.title = title;
    this.population = population;
  }

  /** Returns the name in tables. */
  public String title() {
    return title;
  }

  /** Returns whether it is of numbers, else of categories. */
  public boolean isNumeric() {
    return population instanceof Numbers;
  }

  /** Returns the distribution. */
  public Population population() {
    return population;
  }

  /** Returns the probabilities of 0 to {@code trials}. */
  public static double[] binomial(int trials, double p) {
    double[] shares = new double[trials + 1];
    double share = Math.pow(1 - p, trials);
    for (int i = 0; i <= trials; i++) {
      shares[i] = share;
      share *= (trials - i) / (i + 1.0) * p / (1 - p);
    }
    return shares;
  }
}
