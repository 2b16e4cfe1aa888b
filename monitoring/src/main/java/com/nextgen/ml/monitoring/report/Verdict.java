package com.nextgen.ml.monitoring.report;

/** What is said of a column or of a whole data set. */
public enum Verdict {
  STABLE("stable"),
  DRIFTED("drifted"),
  NOT_ENOUGH_DATA("not-enough-data");

  private final String code;

  Verdict(String code) {
    this.code = code;
  }

  /** As documents write it. */
  public String code() {
    return code;
  }
}
