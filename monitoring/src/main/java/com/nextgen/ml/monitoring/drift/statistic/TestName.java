package com.nextgen.ml.monitoring.drift.statistic;

/** The drift tests, by the names that reports and metrics call them. */
public enum TestName {
  PSI("psi"),
  KS("ks"),
  JENSEN_SHANNON("jensen-shannon"),
  WASSERSTEIN("wasserstein"),
  HELLINGER("hellinger"),
  TOTAL_VARIATION("total-variation"),
  L_INFINITY("l-infinity"),
  KULLBACK_LEIBLER("kullback-leibler"),
  CHI_SQUARED("chi-squared"),
  G_TEST("g-test"),
  CRAMER_VON_MISES("cramer-von-mises"),
  WELCH_T("welch-t"),
  PROPORTION_Z("proportion-z");

  private final String code;

  TestName(String code) {
    this.code = code;
  }

  /** As documents and metrics write it. */
  public String code() {
    return code;
  }
}
