package com.nextgen.ml.service.feedback;

import com.nextgen.ml.service.feedback.outcome.FeedbackCounters;
import com.nextgen.ml.service.feedback.outcome.LabelJoin;
import com.nextgen.ml.service.feedback.outcome.LabelStatus;
import com.nextgen.ml.service.feedback.outcome.Outcome;
import com.nextgen.ml.service.feedback.outcome.OutcomeReader;
import com.nextgen.ml.service.feedback.outcome.StoreUnavailableException;
import com.nextgen.ml.service.store.Transaction;
import com.nextgen.ml.service.store.WriteTask;
import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.StoreException;
import com.nextgen.ml.service.store.table.StoredLabel;
import com.nextgen.ml.service.store.table.StoredPrediction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Labels of one request, each put beside its prediction or kept until that comes. */
final class StoreLabelsTask implements WriteTask {
  private final String model;
  private final List<Label> labels;
  private final long now;
  private final long oldest;
  private final FeedbackCounters counters;
  private final LabelJoin join;
  private final WaitingLabels waiting;
  private final CompletableFuture<FeedbackAnswer> answer;

  private Work work = new Work();

  /** What one attempt found. */
  private static final class Work {
    final Map<LabelStatus, Integer> counts = new EnumMap<>(LabelStatus.class);
    final List<FeedbackAnswer.Unmatched> notMatched = new ArrayList<>();
    final List<Outcome> joined = new ArrayList<>();
    final Map<String, StoredLabel> added = new LinkedHashMap<>();
    final Map<String, StoredLabel> replaced = new LinkedHashMap<>();
    Map<String, StoredLabel> known = Map.of();
    Map<String, StoredPrediction> predictions = Map.of();
    long last;
    int pending;
    boolean full;
  }

  /**
   * @param now in milliseconds since 1970
   * @param retention how long predictions are kept, in milliseconds
   * @param counters of labels without a known prediction
   */
  StoreLabelsTask(
      String model,
      List<Label> labels,
      long now,
      long retention,
      FeedbackCounters counters,
      LabelJoin join,
      WaitingLabels waiting,
      CompletableFuture<FeedbackAnswer> answer) {
    this.model = model;
    this.labels = labels;
    this.now = now;
    this.oldest = now - retention;
    this.counters = counters;
    this.join = join;
    this.waiting = waiting;
    this.answer = answer;
  }

  @Override
  public Durability durability() {
    return Durability.SYNCED;
  }

  @Override
  public void run(Transaction transaction) {
    work = new Work();
    long key = transaction.models().key(model);
    long before = transaction.models().lock(key);
    work.last = before;
    read(transaction, key);
    for (Label label : labels) {
      LabelStatus status = put(transaction, key, label);
      work.counts.merge(status, 1, Integer::sum);
      if (status != LabelStatus.MATCHED) {
        work.notMatched.add(new FeedbackAnswer.Unmatched(label.id(), status));
      }
    }
    work.pending = work.counts.getOrDefault(LabelStatus.PENDING, 0);
    if (work.pending > 0 && !waiting.hasRoom(model)) {
      work.full = true;
      return;
    }
    transaction.labels().insert(work.added.values());
    transaction.labels().replace(work.replaced.values());
    if (work.last != before) {
      transaction.models().lastOutcome(key, work.last);
    }
  }

  private void read(Transaction transaction, long key) {
    Set<String> ids = new HashSet<>();
    labels.forEach(label -> ids.add(label.id()));
    work.known = new HashMap<>(transaction.labels().find(key, ids));
    // A label that stands says itself whether it has its prediction.
    ids.removeAll(work.known.keySet());
    work.predictions = transaction.predictions().find(key, ids);
  }

  private LabelStatus put(Transaction transaction, long key, Label label) {
    StoredLabel said =
        new StoredLabel(
            key,
            label.id(),
            label.className(),
            label.value(),
            Objects.requireNonNullElse(label.labelledAt(), now),
            now,
            label.source(),
            0);
    StoredLabel stands = work.known.get(label.id());
    if (stands != null) {
      return again(said, stands, label.correct());
    }
    StoredPrediction prediction = work.predictions.get(label.id());
    if (isExpired(said, prediction)) {
      return LabelStatus.EXPIRED;
    }
    StoredLabel placed = prediction == null ? said : said.joined(++work.last);
    work.added.put(label.id(), placed);
    work.known.put(label.id(), placed);
    if (prediction == null) {
      return LabelStatus.PENDING;
    }
    work.joined.add(OutcomeReader.outcome(transaction, prediction, placed));
    return LabelStatus.MATCHED;
  }

  private LabelStatus again(StoredLabel said, StoredLabel stands, boolean correct) {
    if (said.saysTheSameAs(stands)) {
      return LabelStatus.DUPLICATE;
    }
    if (!correct) {
      return LabelStatus.CONFLICTING;
    }
    StoredLabel now = said.joined(stands.outcome());
    work.known.put(said.id(), now);
    (work.added.containsKey(said.id()) ? work.added : work.replaced).put(said.id(), now);
    return stands.outcome() == 0 ? LabelStatus.PENDING : LabelStatus.MATCHED;
  }

  /** Whether the prediction is, or must have been, older than what is kept. */
  private boolean isExpired(StoredLabel said, @Nullable StoredPrediction prediction) {
    if (prediction != null) {
      return prediction.predictedAt() < oldest;
    }
    return said.labelledAt() < oldest || IdTimes.millis(said.id()) < oldest;
  }

  @Override
  public void committed() {
    if (work.full) {
      answer.completeExceptionally(
          new StoreUnavailableException(
              "too many labels wait for their predictions; send only those of predictions made"));
      return;
    }
    waiting.added(model, work.pending);
    // Matched ones are counted with their outcomes, at the version that predicted.
    work.counts.forEach(
        (status, count) -> {
          if (status != LabelStatus.MATCHED) {
            counters.add(status, count);
          }
        });
    join.count(work.joined);
    answer.complete(new FeedbackAnswer(work.counts, work.notMatched));
  }

  @Override
  public void failed(StoreException why) {
    answer.completeExceptionally(StoreUnavailableException.of(why));
  }
}
