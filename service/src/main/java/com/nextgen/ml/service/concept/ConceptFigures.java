package com.nextgen.ml.service.concept;

import com.nextgen.ml.monitoring.concept.ConceptReport;
import java.util.Set;

/**
 * What a scrape shows of a version.
 *
 * @param report without cause and place
 * @param raising the detectors that raise alarms; others are only shown
 * @param reached the place of the last outcome that the detectors have passed
 */
public record ConceptFigures(ConceptReport report, Set<String> raising, long reached) {
  public ConceptFigures {
    raising = Set.copyOf(raising);
  }
}
