package com.nextgen.ml.monitoring.schema.policy;

import com.nextgen.ml.monitoring.text.Messages;
import java.util.HashSet;
import java.util.List;

/**
 * How the relation of inputs to target is watched.
 *
 * @param margin by how much the mean loss may pass that of the baseline, 0 to 0.5
 * @param detectors by name; the first raises the alarm, the others are shown
 */
public record ConceptPolicy(double margin, List<String> detectors) {
  /** The detectors there are. */
  public static final List<String> DETECTORS =
      List.of(
          "e-detector",
          "adwin",
          "ddm",
          "eddm",
          "hddm-a",
          "hddm-w",
          "page-hinkley",
          "kswin",
          "cusum");

  /** The e-detector with a margin of 0.02. */
  public static final ConceptPolicy DEFAULT = new ConceptPolicy(0.02, List.of("e-detector"));

  public ConceptPolicy {
    detectors = List.copyOf(detectors);
    if (!(margin >= 0 && margin <= 0.5)) {
      throw new IllegalArgumentException("monitoring.concept.margin must be 0 to 0.5");
    }
    for (String detector : detectors) {
      if (!DETECTORS.contains(detector)) {
        throw new IllegalArgumentException(
            "monitoring.concept.detectors: '%s' is not one of %s"
                .formatted(Messages.quoted(detector), String.join(", ", DETECTORS)));
      }
    }
    if (detectors.isEmpty() || new HashSet<>(detectors).size() != detectors.size()) {
      throw new IllegalArgumentException(
          "monitoring.concept.detectors must name one or more, each once");
    }
  }
}
