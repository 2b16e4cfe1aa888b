package com.nextgen.ml.service.cli.demo;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a phase should have shown in one model, compared with what the service found.
 *
 * @param expected inputs and outputs that should have drifted, those at the border left out
 * @param found what the service judged drifted, those at the border left out
 * @param problem why the verdict does not count; empty if it does
 */
record DemoOutcome(
    Phase phase, String model, Set<String> expected, Set<String> found, String problem) {
  /** How many labels after a change of the concept it must be found. */
  static final int MAX_LABELS = 1_000;

  /**
   * Holds a verdict against the truth.
   *
   * @param judged empty if the service has judged nothing
   * @param since a verdict on a window that ended earlier is about another phase
   */
  static DemoOutcome of(
      Simulation simulation, Phase phase, Optional<Judged> judged, Instant since) {
    Set<String> expected = new TreeSet<>(simulation.changed(phase));
    if (judged.isEmpty()) {
      return new DemoOutcome(phase, simulation.model(), expected, Set.of(), "nothing was judged");
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
    return new DemoOutcome(phase, simulation.model(), expected, found, problem);
  }

  /**
   * Holds a verdict on labels against the truth as well.
   *
   * @param concept the verdict when the phase ended
   * @param labels after which the change was found, counted from the first label of a changed
   *     concept; empty if it was not
   */
  DemoOutcome with(Simulation simulation, Concept concept, OptionalLong labels) {
    Set<String> both = new TreeSet<>(expected);
    simulation.concept(phase).ifPresent(place -> both.add("concept: " + place));
    Set<String> told = new TreeSet<>(found);
    if (concept.isDrifted()) {
      told.add("concept: " + concept.where().orElse("nowhere"));
    }
    String why = problem;
    if (why.isEmpty() && !concept.isJudged()) {
      why = "no label was judged";
    } else if (why.isEmpty()
        && simulation.concept(phase).isPresent()
        && labels.orElse(Long.MAX_VALUE) > MAX_LABELS) {
      why = "not found within " + MAX_LABELS + " labels";
    }
    return new DemoOutcome(phase, model, both, told, why);
  }

  /** Whether the service found what was there and nothing else. */
  boolean agrees() {
    return problem.isEmpty() && expected.equals(found);
  }
}
