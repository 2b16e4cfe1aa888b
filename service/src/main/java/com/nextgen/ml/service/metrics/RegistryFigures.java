package com.nextgen.ml.service.metrics;

import java.util.Map;

/**
 * What the metrics tell of the Model Registry.
 *
 * @param aliases of each model: the version number that each alias serves
 * @param loadErrors how often versions of each model could not be loaded; 0 for a model of which
 *     none failed
 * @param failing how many versions of each model should serve and do not load now
 * @param hangingLoads how many threads are busy still with loads that were given up
 * @param probeUnavailable whether a model file that should have been tried apart could not be
 */
public record RegistryFigures(
    Map<String, Map<String, Integer>> aliases,
    Map<String, Long> loadErrors,
    Map<String, Integer> failing,
    int hangingLoads,
    boolean probeUnavailable) {
  public RegistryFigures {
    aliases = Map.copyOf(aliases);
    loadErrors = Map.copyOf(loadErrors);
    failing = Map.copyOf(failing);
  }
}
