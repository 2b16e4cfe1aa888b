package com.nextgen.ml.service.feedback;

import com.nextgen.ml.service.feedback.outcome.StoreUnavailableException;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.table.StoredEvaluation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Figures that outside evaluations found. The latest of each source stands. */
final class Evaluations {
  /** The most metrics times sources: a version's figures are series of Prometheus. */
  static final int MOST = 100;

  private final Store store;
  private volatile List<StoredEvaluation> latest = List.of();

  Evaluations(Store store) {
    this.store = store;
  }

  /** Reads what there is, once there is a store. */
  void refresh() {
    var unused =
        store
            .write(Durability.UNSYNCED, transaction -> transaction.evaluations().latest())
            .thenAccept(found -> latest = found);
  }

  /**
   * Keeps figures.
   *
   * @return completed once they are committed; with an {@link IllegalArgumentException} if the
   *     version would have too many
   */
  CompletableFuture<Integer> put(
      VersionId id, Map<String, Double> metrics, long rows, String source, long evaluatedAt) {
    List<StoredEvaluation> figures = new ArrayList<>();
    new TreeMap<>(metrics)
        .forEach(
            (metric, figure) ->
                figures.add(
                    new StoredEvaluation(
                        id.model(), id.version(), metric, figure, rows, source, evaluatedAt)));
    Set<String> series = new HashSet<>();
    of(id).forEach(figure -> series.add(figure.metric() + " " + figure.source()));
    figures.forEach(figure -> series.add(figure.metric() + " " + figure.source()));
    if (series.size() > MOST) {
      return CompletableFuture.failedFuture(
          new IllegalArgumentException(
              "a version may have " + MOST + " figures of different metric or source, no more"));
    }
    return StoreUnavailableException.translate(
            store.write(
                Durability.SYNCED,
                transaction -> {
                  transaction.evaluations().put(transaction.models().key(id.model()), figures);
                  return transaction.evaluations().latest();
                }))
        .thenApply(
            found -> {
              latest = found;
              return figures.size();
            });
  }

  /**
   * Removes the figures of one metric and source.
   *
   * @return how many, of all times, completed once that is committed
   */
  CompletableFuture<Integer> remove(VersionId id, String metric, String source) {
    return StoreUnavailableException.translate(
        store
            .write(
                Durability.SYNCED,
                transaction -> {
                  int removed =
                      transaction
                          .model(id.model())
                          .map(
                              model ->
                                  transaction
                                      .evaluations()
                                      .remove(model, id.version(), metric, source))
                          .orElse(0);
                  return new Removed(removed, transaction.evaluations().latest());
                },
                found -> latest = found.left())
            .thenApply(Removed::count));
  }

  private record Removed(int count, List<StoredEvaluation> left) {}

  /** The latest figures of a version. */
  List<StoredEvaluation> of(VersionId id) {
    return latest.stream()
        .filter(figure -> figure.model().equals(id.model()) && figure.version() == id.version())
        .toList();
  }
}
