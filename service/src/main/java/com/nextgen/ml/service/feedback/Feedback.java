package com.nextgen.ml.service.feedback;

import com.nextgen.ml.monitoring.schema.policy.LogPolicy;
import com.nextgen.ml.service.feedback.log.LoggedPrediction;
import com.nextgen.ml.service.feedback.log.LoggedRows;
import com.nextgen.ml.service.feedback.log.LoggingObservers;
import com.nextgen.ml.service.feedback.log.ObservationTask;
import com.nextgen.ml.service.feedback.log.PastRows;
import com.nextgen.ml.service.feedback.log.PredictionLog;
import com.nextgen.ml.service.feedback.log.Retention;
import com.nextgen.ml.service.feedback.log.Subjects;
import com.nextgen.ml.service.feedback.outcome.ClassScores;
import com.nextgen.ml.service.feedback.outcome.FeedbackCounts;
import com.nextgen.ml.service.feedback.outcome.FeedbackFigures;
import com.nextgen.ml.service.feedback.outcome.JsonColumns;
import com.nextgen.ml.service.feedback.outcome.LabelJoin;
import com.nextgen.ml.service.feedback.outcome.StoreUnavailableException;
import com.nextgen.ml.service.inference.KeptPredictions;
import com.nextgen.ml.service.inference.ObservedRows;
import com.nextgen.ml.service.inference.ServedVersion;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObservers;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.StoreHealth;
import com.nextgen.ml.service.store.Transaction;
import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.StoreException;
import com.nextgen.ml.service.store.table.StoredLabel;
import com.nextgen.ml.service.store.table.StoredPrediction;
import com.nextgen.ml.service.store.table.VersionRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Predictions and their true outcomes, kept in a store. Futures fail with {@link
 * StoreUnavailableException} while there is none.
 */
public final class Feedback {
  private static final long MAX_WAITING = 1_000_000;

  private final Store store;
  private final LongSupplier millis;
  private final FeedbackCounts counts = new FeedbackCounts();
  private final LabelJoin join;
  private final Subjects subjects;
  private final PredictionLog log;
  private final KeptPredictions kept;
  private final LoggingObservers versions;
  private final Retention retention;
  private final Evaluations evaluations;
  private final WaitingLabels waiting = new WaitingLabels(MAX_WAITING);
  private final LongAdder erased = new LongAdder();

  /**
   * @param counting makes the observers that count rows
   * @param past counts rows that come late
   * @param subjectKey for the hashes of subjects; null for one that the store keeps
   * @param millis the time in milliseconds since 1970
   */
  @SuppressWarnings("NullAway") // javac 17 cannot see the annotation on a compiled array type
  public Feedback(
      Store store,
      VersionObservers counting,
      PastRows past,
      byte @Nullable [] subjectKey,
      LongSupplier millis) {
    this(store, counting, past, subjectKey, millis, Durability.UNSYNCED);
  }

  /**
   * @param counting makes the observers that count rows
   * @param past counts rows that come late
   * @param subjectKey for the hashes of subjects; null for one that the store keeps
   * @param millis the time in milliseconds since 1970
   * @param predictions what predictions survive once they are committed; where they are synced,
   *     answers wait for that
   */
  @SuppressWarnings("NullAway") // javac 17 cannot see the annotation on a compiled array type
  public Feedback(
      Store store,
      VersionObservers counting,
      PastRows past,
      byte @Nullable [] subjectKey,
      LongSupplier millis,
      Durability predictions) {
    this.store = store;
    this.millis = millis;
    this.join = new LabelJoin(counts);
    this.subjects = new Subjects(subjectKey);
    this.log = new PredictionLog(join, subjects, predictions);
    this.kept = predictions == Durability.SYNCED ? this::begin : KeptPredictions.NOT_AWAITED;
    this.versions = new LoggingObservers(counting, log, counts, this::observe, past);
    this.retention = new Retention(store, versions::retention, millis);
    this.evaluations = new Evaluations(store);
    store.addSource(log);
  }

  /** Makes the observers of versions: they count, and log. */
  public VersionObservers versions() {
    return versions;
  }

  /** Returns when predictions are kept, where answers wait for that. */
  public KeptPredictions kept() {
    return kept;
  }

  private KeptPredictions.Request begin() {
    long dropped = log.dropped();
    return () -> {
      String problem = store.health().notice();
      CompletableFuture<Void> written =
          problem == null
              ? log.kept(dropped)
              : CompletableFuture.failedFuture(new StoreException(problem, null));
      store.wake();
      return StoreUnavailableException.translate(written);
    };
  }

  /**
   * Looks after the store, removes what is too old, and reads what others wrote. Call it now and
   * then; it does not wait for the removal.
   */
  public void housekeeping() {
    store.verify();
    retention.sweep();
    evaluations.refresh();
    waiting.refresh(store);
  }

  /**
   * Keeps labels.
   *
   * @param standard the version that answers calls that name none: labels without a known
   *     prediction are counted as its own
   * @return completed once they are committed
   */
  public CompletableFuture<FeedbackAnswer> label(ServedVersion standard, List<Label> labels) {
    CompletableFuture<FeedbackAnswer> answer = new CompletableFuture<>();
    LogPolicy policy = standard.schema().monitoring().log();
    store.write(
        new StoreLabelsTask(
            standard.id().model(),
            labels,
            millis.getAsLong(),
            policy.retention().toMillis(),
            counts.of(standard.id(), standard.schema().classes()),
            join,
            waiting,
            answer));
    return answer;
  }

  /** Keeps predictions that were made elsewhere, and counts those that are new. */
  private CompletableFuture<ObservedRows> observe(LoggedRows rows) {
    CompletableFuture<ObservedRows> answer = new CompletableFuture<>();
    store.write(new ObservationTask(rows, millis.getAsLong(), join, subjects, answer));
    return answer;
  }

  /**
   * Returns a logged prediction; null if the log has none of that id.
   *
   * @throws StoreUnavailableException if the log cannot be read now
   */
  public @Nullable LoggedPrediction prediction(String model, String id) {
    try {
      return store.read(transaction -> find(transaction, model, id));
    } catch (StoreException e) {
      throw StoreUnavailableException.of(e);
    }
  }

  private static @Nullable LoggedPrediction find(Transaction transaction, String model, String id) {
    Long key = transaction.models().find(model);
    StoredPrediction row = key == null ? null : transaction.predictions().find(key, id);
    if (key == null || row == null) {
      return null;
    }
    VersionRow version = transaction.models().version(row.version());
    StoredLabel label = transaction.labels().find(key, List.of(id)).get(id);
    return new LoggedPrediction(
        id,
        model,
        version.version(),
        row.predictedAt(),
        row.classIndex() < 0 ? null : version.classes().get(row.classIndex()),
        row.score(),
        scores(row, version),
        JsonColumns.read(row.groups()),
        row.features(),
        row.subject(),
        label == null
            ? null
            : new LoggedPrediction.Known(
                label.label(),
                label.value(),
                label.labelledAt(),
                label.receivedAt(),
                label.source()));
  }

  private static Map<String, Double> scores(StoredPrediction row, VersionRow version) {
    double[] scores = ClassScores.read(row.classScores(), version.classes().size());
    Map<String, Double> byClass = new LinkedHashMap<>();
    for (int i = 0; scores != null && i < scores.length; i++) {
      byClass.put(version.classes().get(i), scores[i]);
    }
    return byClass;
  }

  /** Erases a prediction and its label; whether there was one. */
  public CompletableFuture<Boolean> erase(String model, String id) {
    return StoreUnavailableException.translate(
        store.write(
            Durability.SYNCED,
            transaction ->
                transaction
                    .model(model)
                    .map(key -> transaction.predictions().delete(key, id))
                    .orElse(false),
            found -> erased.add(found ? 1 : 0)));
  }

  /**
   * Erases all rows about a subject, of every model.
   *
   * @param hash its keyed hash
   */
  public CompletableFuture<ErasedRows> eraseSubject(String hash) {
    return StoreUnavailableException.translate(
            store.write(
                Durability.SYNCED,
                transaction -> transaction.predictions().erase(hash),
                found -> erased.add(found.predictions())))
        .thenApply(found -> new ErasedRows(found.predictions(), found.labels()));
  }

  /**
   * Keeps figures that an outside evaluation found.
   *
   * @param metrics finite figures by name
   * @return how many, completed once they are committed; with an {@link IllegalArgumentException}
   *     if the version would have too many
   */
  public CompletableFuture<Integer> evaluate(
      VersionId version,
      Map<String, Double> metrics,
      long rows,
      String source,
      @Nullable Long evaluatedAt) {
    return evaluations.put(
        version, metrics, rows, source, evaluatedAt == null ? millis.getAsLong() : evaluatedAt);
  }

  /**
   * Removes the figures that an outside evaluation found of one metric.
   *
   * @return how many, completed once that is committed
   */
  public CompletableFuture<Integer> removeEvaluation(
      VersionId version, String metric, String source) {
    return evaluations.remove(version, metric, source);
  }

  /** Returns the latest figures that outside evaluations found of a version. */
  public List<Evaluation> evaluations(VersionId version) {
    return evaluations.of(version).stream()
        .map(
            row ->
                new Evaluation(
                    row.metric(), row.figure(), row.rows(), row.source(), row.evaluatedAt()))
        .toList();
  }

  /** Labels since the start, by version: also of versions that are retired. */
  public Map<VersionId, FeedbackFigures> figures() {
    return counts.figures();
  }

  /** Returns how the store is. */
  public StoreFigures storeFigures() {
    Long oldest = retention.oldest();
    StoreHealth health = store.health();
    return new StoreFigures(
        health.problem(),
        health.notice(),
        health.errors(),
        health.losses(),
        health.isFull(),
        log.written(),
        log.waiting(),
        retention.removed(),
        erased.sum(),
        oldest == null ? null : oldest / 1000.0);
  }
}
