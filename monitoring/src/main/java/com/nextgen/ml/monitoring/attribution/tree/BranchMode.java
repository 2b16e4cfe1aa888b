package com.nextgen.ml.monitoring.attribution.tree;

/**
 * How a branch compares a value with its threshold: the modes of ai.onnx.ml's {@code
 * TreeEnsembleRegressor}, {@code TreeEnsembleClassifier} and {@code TreeEnsemble}.
 */
public enum BranchMode {
  /** At most the threshold. */
  LEQ,
  LT,
  GTE,
  GT,
  EQ,
  NEQ,
  /** The value is one of a set. */
  MEMBER
}
