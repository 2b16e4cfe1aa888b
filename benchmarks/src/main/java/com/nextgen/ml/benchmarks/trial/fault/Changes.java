package com.nextgen.ml.benchmarks.trial.fault;

import com.nextgen.ml.monitoring.schema.Missing;
import java.util.Arrays;

/** How windows change, whatever their type. */
final class Changes {
  private Changes() {}

  /** What becomes of one value. */
  @FunctionalInterface
  interface ValueChange {
    double apply(double value, Traits traits);
  }

  /** Each value that is there is changed with this probability. */
  static Fault.Change in(double share, ValueChange change) {
    return (window, traits, neighbour, random) -> {
      for (int i = 0; i < window.length; i++) {
        if (!Double.isNaN(window[i]) && (share == 1 || random.nextDouble() < share)) {
          window[i] = change.apply(window[i], traits);
        }
      }
      return window;
    };
  }

  /** Each row loses its value with this probability. */
  static Fault.Change missing(double share) {
    return in(share, (value, traits) -> Missing.NUMBER);
  }

  /** From the middle of the window on every row has the value of that row. */
  static Fault.Change stuck() {
    return (window, traits, neighbour, random) -> {
      int middle = window.length / 2;
      Arrays.fill(window, middle, window.length, window[middle]);
      return window;
    };
  }

  /** Rows that have such a value do not come; others come instead, which repeat. */
  static Fault.Change lost(LostValues lost) {
    return (window, traits, neighbour, random) -> {
      double[] kept = Arrays.stream(window).filter(value -> !lost.has(value, traits)).toArray();
      return kept.length == 0
          ? window
          : random.ints(window.length, 0, kept.length).mapToDouble(i -> kept[i]).toArray();
    };
  }

  /** Which values are lost. */
  @FunctionalInterface
  interface LostValues {
    boolean has(double value, Traits traits);
  }

  /** The rows come in the order of their values. */
  static Fault.Change sorted() {
    return (window, traits, neighbour, random) -> {
      Arrays.sort(window);
      return window;
    };
  }

  static Fault.Change swapped() {
    return (window, traits, neighbour, random) -> neighbour;
  }
}
