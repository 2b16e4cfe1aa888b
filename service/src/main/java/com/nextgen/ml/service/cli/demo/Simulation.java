package com.nextgen.ml.service.cli.demo;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Traffic for one model of the marketplace. */
interface Simulation {

  /** Returns the model that the traffic is for. */
  String model();

  /** Returns the features of one more row by name; values are text, numbers, booleans or null. */
  Map<String, @Nullable Object> next(Phase phase);

  /**
   * Returns the inputs and outputs whose distribution a phase changes by more than the threshold.
   */
  Set<String> changed(Phase phase);

  /** Returns those whose true change is so near the threshold that either verdict is right. */
  Set<String> borderline(Phase phase);

  /** Returns the true outcome of a row: a class's name, or a value. */
  Object truth(Map<String, ?> row, Phase phase);

  /** Returns the feature and range whose relation to the truth a phase changes; empty if none. */
  Optional<String> concept(Phase phase);
}
