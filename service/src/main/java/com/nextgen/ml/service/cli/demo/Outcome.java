package com.nextgen.ml.service.cli.demo;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a phase should have shown in one model, held against what the service found.
 *
 * @param expected inputs and outputs that should have drifted, those at the border left out
 * @param found what the service judged drifted, those at the border left out
 * @param problem why the verdict does not count; empty if it does
 */
record Outcome(Phase phase, String model, Set<String> expected, Set<String> found, String problem) {

  /**
   * Holds a verdict against the truth.
   *
   * @param judged empty if the service has judged nothing
   * @param since a verdict on a window that ended earlier is about another phase
   */
  static Outcome of(Simulation simulation, Phase phase, Optional<Judged> judged, Instant since) {
    Set<String> expected = new TreeSet<>(simulation.changed(phase));
    if (judged.isEmpty()) {
      return new Outcome(phase, simulation.model(), expected, Set.of(), "nothing was judged");
    }
    Judged verdict = judged.get();
    Set<String> found = new TreeSet<>(verdict.drifted());
    found.removeAll(simulation.borderline(phase));
    Set<String> told = new TreeSet<>(verdict.drifted());
    told.addAll(verdict.stable());
    String problem = "";
    if (!verdict.to().isAfter(since)) {
      problem = "the last verdict is older than the phase";
    } else if (!told.containsAll(simulation.next(phase).keySet())) {
      problem = "not every feature was judged";
    }
    return new Outcome(phase, simulation.model(), expected, found, problem);
  }

  /** Whether the service found what was there and nothing else. */
  boolean agrees() {
    return problem.isEmpty() && expected.equals(found);
  }
}
