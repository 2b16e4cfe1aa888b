package com.nextgen.ml.service.feedback.outcome;

import com.nextgen.ml.monitoring.concept.RowCluster;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.Transaction;
import com.nextgen.ml.service.store.sql.StoreException;
import com.nextgen.ml.service.store.table.OutcomePage;
import com.nextgen.ml.service.store.table.StoredLabel;
import com.nextgen.ml.service.store.table.StoredOutcome;
import com.nextgen.ml.service.store.table.StoredPrediction;
import com.nextgen.ml.service.store.table.VersionRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads outcomes from the log: what is committed, whichever replica made the prediction or took the
 * label, each with its label as it now stands. Every method waits for the store and throws a {@link
 * StoreException} if that cannot be read now.
 */
public final class OutcomeReader {
  private static final int PAGE = 2_000;

  private final Store store;

  /** Reads from {@code store}. */
  public OutcomeReader(Store store) {
    this.store = store;
  }

  /**
   * Returns a model's outcomes in the order of their places.
   *
   * @param after the place of the last one that is not wanted; 0 for all
   * @param most how many at once
   */
  public List<Outcome> after(String model, long after, int most) {
    return ofModel(
        model,
        List.of(),
        (transaction, key) ->
            outcomes(transaction, transaction.labels().outcomes(key, after, most)));
  }

  /**
   * Returns a model's last outcomes up to a place, in the order of their places.
   *
   * @param upTo the place of the last one that is wanted
   * @param most how many
   */
  public List<Outcome> last(String model, long upTo, int most) {
    List<Outcome> outcomes =
        ofModel(
            model,
            List.of(),
            (transaction, key) ->
                outcomes(transaction, transaction.labels().lastOutcomes(key, upTo, most)));
    List<Outcome> ordered = new ArrayList<>(outcomes);
    Collections.reverse(ordered);
    return ordered;
  }

  /**
   * Gives a version's outcomes in the order in which they were predicted. Reads page by page, so it
   * may take long.
   *
   * @param from inclusive
   * @param to exclusive
   */
  public void predicted(VersionId version, Instant from, Instant to, Consumer<Outcome> each) {
    Page page = new Page(List.of(), OutcomePage.Place.at(from.toEpochMilli()));
    do {
      OutcomePage.Place begin = page.next();
      page =
          ofModel(
              version.model(),
              new Page(List.of(), begin),
              (transaction, key) -> {
                OutcomePage found =
                    transaction.labels().predicted(key, begin, to.toEpochMilli(), PAGE);
                return new Page(outcomes(transaction, found.outcomes()), found.next());
              });
      page.outcomes().stream().filter(outcome -> outcome.version().equals(version)).forEach(each);
    } while (page.outcomes().size() == PAGE);
  }

  private record Page(List<Outcome> outcomes, OutcomePage.Place next) {}

  /**
   * Returns the place of a model's last outcome before the first whose label came at or after a
   * time; 0 if there is none.
   *
   * @param receivedAt in milliseconds since 1970; {@link Long#MAX_VALUE} for the last place of all
   */
  public long placeBefore(String model, long receivedAt) {
    return ofModel(
        model, 0L, (transaction, key) -> transaction.labels().lastBefore(key, receivedAt));
  }

  /**
   * @param unknown the result if the store does not know the model
   */
  private <T> T ofModel(String model, T unknown, BiFunction<Transaction, Long, T> work) {
    return store.read(
        transaction ->
            transaction.model(model).map(key -> work.apply(transaction, key)).orElse(unknown));
  }

  private static List<Outcome> outcomes(Transaction transaction, List<StoredOutcome> rows) {
    return rows.stream().map(row -> outcome(transaction, row.prediction(), row.label())).toList();
  }

  /** Returns the outcome that a prediction and its label make. */
  @SuppressWarnings("NullAway") // javac 17 cannot see the annotation on compiled array types
  public static Outcome outcome(
      Transaction transaction, StoredPrediction prediction, StoredLabel label) {
    VersionRow version = transaction.models().version(prediction.version());
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
        JsonColumns.read(prediction.groups()),
        prediction.featureBins(),
        cluster(prediction));
  }

  private static RowCluster cluster(StoredPrediction prediction) {
    StoredPrediction.Cluster stored = prediction.cluster();
    return stored == null
        ? RowCluster.NONE
        : new RowCluster(stored.key(), Math.max(0, stored.rows()));
  }

  private static int classIndex(VersionRow version, @Nullable String label) {
    return label == null ? -1 : version.classes().indexOf(label);
  }
}
