package com.nextgen.ml.monitoring.fairness;

import java.util.Collection;

/** What is said of a gap between groups. */
public enum FairnessVerdict {
  /** It is past the tolerance, and that is sure. */
  UNFAIR("unfair"),
  /** It is shown to lie within the tolerance. */
  FAIR("fair"),
  /** Neither is sure. */
  NOT_ENOUGH_DATA("not-enough-data");

  private final String code;

  FairnessVerdict(String code) {
    this.code = code;
  }

  /** As documents write it. */
  public String code() {
    return code;
  }

  /** Unfair if any part is, fair if all are and there is one. */
  static FairnessVerdict of(Collection<FairnessVerdict> parts) {
    if (parts.contains(UNFAIR)) {
      return UNFAIR;
    }
    return parts.isEmpty() || parts.contains(NOT_ENOUGH_DATA) ? NOT_ENOUGH_DATA : FAIR;
  }
}
