package com.nextgen.ml.service.concept;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.concept.ConceptDetectors;
import com.nextgen.ml.monitoring.concept.ConceptReport;
import com.nextgen.ml.monitoring.concept.DetectorStatus;
import com.nextgen.ml.monitoring.concept.LossBounds;
import com.nextgen.ml.monitoring.concept.LossPlace;
import com.nextgen.ml.monitoring.concept.RunLength;
import com.nextgen.ml.monitoring.detector.StateException;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.service.feedback.outcome.Outcome;
import com.nextgen.ml.service.inference.ServedVersion;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.store.table.StoredConcept;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The detectors of one version, and how far they have come. Not thread-safe. */
final class VersionConcept {
  private static final Logger LOG = LoggerFactory.getLogger(VersionConcept.class);

  private final VersionId id;
  private final Instant loadedAt;
  private final ModelSchema schema;
  private final @Nullable Baseline baseline;
  private final @Nullable LossBounds bounds;
  private final LabelRateEstimate firstDay;
  private @Nullable ConceptDetectors detectors;
  private double runLength;
  private long reached;

  /** Where the log was when it was last said that the detectors begin anew. */
  private long begunAnew = -1;

  VersionConcept(ServedVersion version) {
    this.id = version.id();
    this.loadedAt = version.loadedAt();
    this.schema = version.schema();
    this.baseline = version.baseline();
    this.bounds = baseline == null ? null : bounds(baseline, schema);
    this.firstDay = new LabelRateEstimate(id);
  }

  private static @Nullable LossBounds bounds(Baseline baseline, ModelSchema schema) {
    return baseline.inSample() || baseline.outputs().performance() == null
        ? null
        : LossBounds.of(baseline.outputs().performance(), schema.hasProbabilities()).orElse(null);
  }

  VersionId id() {
    return id;
  }

  /** Whether this is about a version as it is loaded now. */
  boolean isOf(ServedVersion version) {
    return loadedAt.equals(version.loadedAt());
  }

  /** Whether its losses on held-out rows are known. */
  boolean canBeWatched() {
    return bounds != null;
  }

  /** Whether detectors are there to be fed. */
  boolean hasBegun() {
    return detectors != null;
  }

  /** As the policy says. */
  OptionalDouble declaredLabelsADay() {
    return schema.monitoring().labels().perDay();
  }

  LabelRateEstimate firstDay() {
    return firstDay;
  }

  /** The place of the last outcome that was passed. */
  long reached() {
    return reached;
  }

  /**
   * Goes on where the store says.
   *
   * @param stored null if nothing was begun
   * @param labelsADay that the run length follows from if the detectors are to begin; empty if not
   */
  void restore(@Nullable StoredConcept stored, OptionalDouble labelsADay) {
    if (bounds == null) {
      return;
    }
    reached = stored == null ? 0 : stored.reached();
    if (labelsADay.isPresent()) {
      runLength = RunLength.of(schema.monitoring(), labelsADay.getAsDouble());
    } else if (stored != null) {
      runLength = stored.runLength();
    } else {
      detectors = null;
      return;
    }
    ConceptDetectors next = new ConceptDetectors(bounds, schema.monitoring().concept(), runLength);
    if (stored != null) {
      try {
        next.restore(stored.detectors());
      } catch (StateException e) {
        if (begunAnew != reached) { // others than the judge read the same until it has saved
          begunAnew = reached;
          LOG.warn("the detectors of {} begin anew: {}", id, e.getMessage());
        }
      }
    }
    detectors = next;
  }

  /**
   * Takes outcomes, in the order of their places, as far as they have matured.
   *
   * @param now in milliseconds since 1970
   * @return the places of those that raised an alarm
   */
  List<LossPlace> feed(List<Outcome> outcomes, long now) {
    List<LossPlace> alarms = new ArrayList<>();
    if (bounds == null || detectors == null) {
      return alarms;
    }
    OutcomeLoss losses = new OutcomeLoss(schema, bounds);
    ConceptDetectors fed = detectors;
    for (Outcome outcome : outcomes) {
      // What is said to be predicted after its label came would hold up all others.
      long made = Math.min(outcome.predictedAt(), outcome.receivedAt());
      if (made > now - schema.monitoring().labels().delay().toMillis()) {
        break;
      }
      reached = outcome.sequence();
      if (outcome.version().equals(id)) {
        LossPlace place = new LossPlace(outcome.sequence(), Instant.ofEpochMilli(made));
        losses
            .of(outcome)
            .ifPresent(loss -> alarms.addAll(fed.add(loss, place, outcome.cluster())));
      }
    }
    return alarms;
  }

  /** What is to be remembered. */
  StoredConcept state() {
    return new StoredConcept(
        reached, runLength, detectors == null ? new byte[0] : detectors.encode());
  }

  /** What can be said, without cause and place. */
  ConceptReport report() {
    if (baseline == null) {
      return ConceptReport.notEnough("no-baseline", List.of());
    }
    if (bounds == null) {
      return ConceptReport.notEnough("no-validation", List.of());
    }
    if (detectors == null) {
      return ConceptReport.notEnough("unknown-label-rate", List.of());
    }
    List<DetectorStatus> statuses = detectors.statuses();
    boolean drifted = detectors.drifted();
    if (!drifted && detectors.labels() < schema.monitoring().minimumRows()) {
      return ConceptReport.notEnough("too-few-labels", statuses);
    }
    return new ConceptReport(
        drifted ? Verdict.DRIFTED : Verdict.STABLE,
        Optional.empty(),
        Optional.empty(),
        statuses,
        Optional.empty());
  }

  /** The same with cause and place, of a version that has drifted. */
  ConceptReport explained(ConceptReport report, List<Outcome> last) {
    if (report.verdict() != Verdict.DRIFTED || baseline == null) {
      return report;
    }
    RecentLabels recent =
        new RecentLabels(
            schema,
            baseline,
            last.stream().filter(outcome -> outcome.version().equals(id)).toList());
    return new ConceptReport(
        report.verdict(), report.reason(), recent.cause(), report.detectors(), recent.where());
  }

  /** Whether a detector of this name raises alarms, or is only shown. */
  boolean raises(String detector) {
    String first = schema.monitoring().concept().detectors().get(0);
    return detector.equals(first)
        || (first.equals("e-detector") && detector.equals(ConceptDetectors.SQUARED));
  }
}
