package com.nextgen.ml.monitoring.detector;

/** Which change of a mean is looked for. */
public enum Side {
  /** An increase, as of a loss that should be small. */
  UP,
  /** A decrease. */
  DOWN,
  /** Either. */
  BOTH
}
