package com.nextgen.ml.service.inference.graph;

import java.util.Arrays;

/** What follows the sums of a model in its graph. */
public enum Link {
  NONE,
  LOGISTIC,
  SOFTMAX;

  /** Returns a model's scores of its sums. */
  public double[] apply(double[] sums) {
    return switch (this) {
      case NONE -> sums.clone();
      case LOGISTIC -> Arrays.stream(sums).map(x -> 1 / (1 + Math.exp(-x))).toArray();
      case SOFTMAX -> {
        double most = Arrays.stream(sums).max().orElse(0);
        double[] powers = Arrays.stream(sums).map(x -> Math.exp(x - most)).toArray();
        double all = Arrays.stream(powers).sum();
        yield Arrays.stream(powers).map(x -> x / all).toArray();
      }
    };
  }

  static Link of(String name) throws UnreadableGraphException {
    for (Link link : values()) {
      if (link.name().equals(name)) {
        return link;
      }
    }
    throw new UnreadableGraphException("sums behind which a transform is not followed");
  }
}
