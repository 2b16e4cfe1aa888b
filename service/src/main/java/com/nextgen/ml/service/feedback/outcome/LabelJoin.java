package com.nextgen.ml.service.feedback.outcome;

import com.nextgen.ml.service.store.Transaction;
import com.nextgen.ml.service.store.table.StoredLabel;
import com.nextgen.ml.service.store.table.StoredPrediction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings predictions and labels together, whichever comes first, and counts that once it is
 * committed. Windows and detectors read the log: see {@link OutcomeReader}.
 */
public final class LabelJoin {
  private final FeedbackCounts counts;

  public LabelJoin(FeedbackCounts counts) {
    this.counts = counts;
  }

  /**
   * Adds predictions of one model, and joins the labels that wait for them.
   *
   * @return the outcomes, in the order of their places
   */
  public List<Outcome> insert(
      Transaction transaction, long model, List<StoredPrediction> predictions) {
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
        outcomes.add(OutcomeReader.outcome(transaction, prediction, placed));
      }
    }
    transaction.labels().replace(joined);
    transaction.models().lastOutcome(model, last);
    return outcomes;
  }

  /** Counts outcomes that are committed. */
  public void count(List<Outcome> outcomes) {
    outcomes.forEach(outcome -> counts.add(outcome, outcome.classes()));
  }
}
