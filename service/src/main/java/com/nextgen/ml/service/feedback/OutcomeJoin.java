package com.nextgen.ml.service.feedback;

import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.store.StoredLabel;
import com.nextgen.ml.service.store.StoredPrediction;
import com.nextgen.ml.service.store.StoredVersion;
import com.nextgen.ml.service.store.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings predictions and labels together, whichever comes first, and tells of it once that is
 * committed.
 */
final class OutcomeJoin {
  private static final Logger LOG = LoggerFactory.getLogger(OutcomeJoin.class);

  private final FeedbackCounts counts;
  private final List<OutcomeObserver> observers;

  OutcomeJoin(FeedbackCounts counts, List<? extends OutcomeObserver> observers) {
    this.counts = counts;
    this.observers = List.copyOf(observers);
  }

  /**
   * Adds predictions of one model, and joins the labels that wait for them.
   *
   * @return the outcomes, in the order of their places
   */
  List<Outcome> insert(Transaction transaction, long model, List<StoredPrediction> predictions) {
    long last = transaction.models().lock(model);
    transaction.predictions().insert(predictions);
    Map<String, StoredPrediction> byId = new LinkedHashMap<>();
    if (transaction.labels().hasWaiting(model)) {
      predictions.forEach(prediction -> byId.putIfAbsent(prediction.id(), prediction));
    }
    Map<String, StoredLabel> waiting = transaction.labels().waiting(model, byId.keySet());
    if (waiting.isEmpty()) {
      return List.of();
    }
    List<StoredLabel> joined = new ArrayList<>();
    List<Outcome> outcomes = new ArrayList<>();
    for (StoredPrediction prediction : byId.values()) {
      StoredLabel label = waiting.get(prediction.id());
      if (label != null) {
        StoredLabel placed = label.joined(++last);
        joined.add(placed);
        outcomes.add(outcome(transaction, prediction, placed));
      }
    }
    transaction.labels().replace(joined);
    transaction.models().lastOutcome(model, last);
    return outcomes;
  }

  /** A joined label as it is told of. */
  @SuppressWarnings("NullAway") // javac 17 cannot see the annotation on compiled array types
  static Outcome outcome(Transaction transaction, StoredPrediction prediction, StoredLabel label) {
    StoredVersion version = transaction.models().version(prediction.version());
    return new Outcome(
        label.outcome(),
        new VersionId(version.model(), version.version()),
        prediction.id(),
        prediction.predictedAt(),
        label.labelledAt(),
        label.receivedAt(),
        prediction.classIndex(),
        prediction.score(),
        ClassScores.read(prediction.classScores(), version.classes().size()),
        prediction.scoreBin(),
        version.classes(),
        classIndex(version, label.label()),
        label.value(),
        JsonTexts.read(prediction.groups()),
        prediction.featureBins());
  }

  private static int classIndex(StoredVersion version, @Nullable String label) {
    return label == null ? -1 : version.classes().indexOf(label);
  }

  /** Whether anybody is told of outcomes. */
  boolean isObserved() {
    return !observers.isEmpty();
  }

  /** Tells of outcomes that are committed. */
  void tell(List<Outcome> outcomes) {
    if (outcomes.isEmpty()) {
      return;
    }
    outcomes.forEach(outcome -> counts.add(outcome, outcome.classes()));
    observers.forEach(observer -> safely(() -> observer.joined(outcomes)));
  }

  /** Tells of a correction that is committed. */
  void tell(Outcome before, Outcome now) {
    observers.forEach(observer -> safely(() -> observer.corrected(before, now)));
  }

  /** Tells of what was committed before. */
  void tellAgain(List<Outcome> outcomes) {
    if (!outcomes.isEmpty()) {
      observers.forEach(observer -> safely(() -> observer.restored(outcomes)));
    }
  }

  private static void safely(Runnable told) {
    try {
      told.run();
    } catch (RuntimeException e) {
      LOG.error("an outcome could not be taken", e);
    }
  }
}
