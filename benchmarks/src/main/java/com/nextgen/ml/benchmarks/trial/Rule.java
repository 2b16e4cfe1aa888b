package com.nextgen.ml.benchmarks.trial;

/** The ways to call drift that are compared. */
enum Rule {
  /** The product's policy. */
  OURS("ml-service"),
  /** Evidently's default test for the column's type and size, at its default threshold. */
  EVIDENTLY("Evidently defaults"),
  /**
   * KS (chi-squared for categories) at 0.05 over the number of features, as alibi-detect has it.
   */
  KS_BONFERRONI("KS + Bonferroni"),
  /** NannyML's default: Jensen-Shannon over the mean and three deviations of reference chunks. */
  THREE_SIGMA("NannyML 3σ"),
  /** The product's PSI at 0.2 and nothing else. */
  FIXED_PSI("PSI ≥ 0.2");

  private final String title;

  Rule(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
