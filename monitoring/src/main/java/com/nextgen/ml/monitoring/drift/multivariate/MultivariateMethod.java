package com.nextgen.ml.monitoring.drift.multivariate;

/** The tests of features together, by the names that reports and metrics call them. */
public enum MultivariateMethod {
  CORRELATION("correlation", "correlation"),
  RECONSTRUCTION_ERROR("reconstruction-error", "reconstructionError"),
  DOMAIN_CLASSIFIER("domain-classifier", "domainClassifier");

  private final String code;
  private final String key;

  MultivariateMethod(String code, String key) {
    this.code = code;
    this.key = key;
  }

  /** As metrics write it. */
  public String code() {
    return code;
  }

  /** As documents write it. */
  public String key() {
    return key;
  }
}
