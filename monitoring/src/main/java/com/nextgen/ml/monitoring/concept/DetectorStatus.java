package com.nextgen.ml.monitoring.concept;

import com.nextgen.ml.monitoring.detector.Evidence;
import com.nextgen.ml.monitoring.detector.Signal;
import java.time.Instant;
import java.util.Optional;

/**
 * What one detector says of a model version.
 *
 * @param detector its name
 * @param drifted whether it alarmed within the last {@link ConceptDetectors#HOLD} labels
 * @param state what it said after the last label
 * @param evidence empty while there is nothing to compare
 * @param labels that it has seen in all
 * @param alarms that it has raised in all
 * @param lastAlarm when the prediction was made whose label raised the last one
 */
public record DetectorStatus(
    String detector,
    boolean drifted,
    Signal state,
    Optional<Evidence> evidence,
    long labels,
    long alarms,
    Optional<Instant> lastAlarm) {}
