package com.nextgen.ml.benchmarks.trial.rule;

import java.util.List;
import java.util.stream.Stream;

/** The ways to call drift that are compared. */
public enum Rule {
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
  /** PSI over deciles at 0.2, as it is commonly written by hand. */
  PSI_20("PSI ≥ 0.2"),
  /** The same at 0.1. */
  PSI_10("PSI ≥ 0.1");

  /** All but the product's policy. */
  public static final List<Rule> PEERS = Stream.of(values()).filter(rule -> rule != OURS).toList();

  private final String title;

  Rule(String title) {
    this.title = title;
  }

  /** Returns the name in tables. */
  public String title() {
    return title;
  }
}
