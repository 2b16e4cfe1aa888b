package com.nextgen.ml.service.cli.demo;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Traffic for one model of the marketplace. */
interface Simulation {

  /** The model that the traffic is for. */
  String model();

  /** The features of one more row by name; values are text, numbers, booleans or null. */
  Map<String, @Nullable Object> next(Phase phase);

  /** The inputs and outputs whose distribution a phase changes by more than the threshold. */
  Set<String> changed(Phase phase);

  /** Those whose true change is so near the threshold that either verdict is right. */
  Set<String> borderline(Phase phase);
}
