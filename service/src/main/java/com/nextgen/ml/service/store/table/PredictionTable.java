package com.nextgen.ml.service.store.table;

import com.nextgen.ml.service.store.sql.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The prediction log. */
public final class PredictionTable {
  static final String COLUMNS =
      "predictions.model, predictions.id, version_key, predicted_at, class_index, score,"
          + " score_bin, feature_bins, group_values, features, subject, class_scores,"
          + " cluster_key, cluster_rows";

  /** How many columns {@link #read} takes. */
  static final int WIDTH = 14;

  private final Statements rows;

  public PredictionTable(Statements rows) {
    this.rows = rows;
  }

  /** Adds rows; one whose id the model has already is left out. */
  public void insert(Collection<StoredPrediction> predictions) {
    rows.insert(
        "predictions",
        "model, id, version_key, predicted_at, class_index, score, score_bin, feature_bins,"
            + " group_values, features, subject, class_scores, cluster_key, cluster_rows",
        " ON CONFLICT DO NOTHING",
        predictions,
        (parameters, row) ->
            parameters
                .integer(row.model())
                .text(row.id())
                .integer(row.version())
                .integer(row.predictedAt())
                .integerIf(row.classIndex() >= 0, row.classIndex())
                .real(row.score())
                .integerIf(row.scoreBin() >= 0, row.scoreBin())
                .bytes(row.featureBins())
                .text(row.groups())
                .text(row.features())
                .text(row.subject())
                .bytes(row.classScores())
                .integerIf(row.cluster() != null, key(row.cluster()))
                .integerIf(row.cluster() != null, rows(row.cluster())));
  }

  private static long key(StoredPrediction.@Nullable Cluster cluster) {
    return cluster == null ? 0 : cluster.key();
  }

  private static long rows(StoredPrediction.@Nullable Cluster cluster) {
    return cluster == null ? 0 : cluster.rows();
  }

  /** Returns a model's row; null if it has none of that id. */
  public @Nullable StoredPrediction find(long model, String id) {
    return rows.first(
        "SELECT " + COLUMNS + " FROM predictions WHERE model = ? AND id = ?",
        PredictionTable::read,
        model,
        id);
  }

  /** Returns a model's rows of these ids, by id. */
  public Map<String, StoredPrediction> find(long model, Collection<String> ids) {
    Map<String, StoredPrediction> found = new HashMap<>();
    if (!ids.isEmpty()) {
      rows.list(
          "SELECT " + COLUMNS + " FROM predictions WHERE model = ? AND id IN (${listed})",
          row -> {
            StoredPrediction prediction = read(row);
            return found.put(prediction.id(), prediction);
          },
          model,
          Statements.listed(ids));
    }
    return found;
  }

  /** Returns those of these ids that a model has. */
  public Set<String> existing(long model, Collection<String> ids) {
    return ids.isEmpty()
        ? Set.of()
        : new HashSet<>(
            rows.list(
                "SELECT id FROM predictions WHERE model = ? AND id IN (${listed})",
                row -> row.getString(1),
                model,
                Statements.listed(ids)));
  }

  /** Removes a model's row; whether there was one. Its label is removed too. */
  public boolean delete(long model, String id) {
    rows.update("DELETE FROM labels WHERE model = ? AND id = ?", model, id);
    return rows.update("DELETE FROM predictions WHERE model = ? AND id = ?", model, id) > 0;
  }

  /**
   * Removes all rows about a subject.
   *
   * @param subject its keyed hash
   */
  public Erased erase(String subject) {
    int labels =
        rows.update(
            "DELETE FROM labels WHERE EXISTS (SELECT 1 FROM predictions WHERE subject = ? AND"
                + " predictions.model = labels.model AND predictions.id = labels.id)",
            subject);
    return new Erased(rows.update("DELETE FROM predictions WHERE subject = ?", subject), labels);
  }

  /** How many rows were removed. */
  public record Erased(int predictions, int labels) {}

  /**
   * Returns the least sequence number there is, and when that row was predicted; null if there is
   * none.
   */
  public @Nullable Oldest oldest() {
    return rows.first(
        "SELECT sequence, predicted_at FROM predictions ORDER BY sequence LIMIT 1",
        row -> new Oldest(row.getLong(1), row.getLong(2)));
  }

  /** Returns when the first row from a sequence number on was predicted; null if there is none. */
  public @Nullable Long firstFrom(long sequence) {
    return rows.first(
        "SELECT predicted_at FROM predictions WHERE sequence >= ? ORDER BY sequence LIMIT 1",
        row -> row.getLong(1),
        sequence);
  }

  /**
   * The row that was logged first.
   *
   * @param predictedAt in milliseconds since 1970
   */
  public record Oldest(long sequence, long predictedAt) {}

  /**
   * Removes those of a range of rows that are older than their model's retention, and their labels.
   *
   * @param from the first sequence number of the range
   * @param to the one after the last
   * @param before in milliseconds since 1970
   */
  public Erased expire(long model, long from, long to, long before) {
    String range = "sequence >= ? AND sequence < ? AND model = ? AND predicted_at < ?";
    int labels =
        rows.update(
            "DELETE FROM labels WHERE model = ? AND id IN (SELECT id FROM predictions WHERE "
                + range
                + ")",
            model,
            from,
            to,
            model,
            before);
    return new Erased(
        rows.update("DELETE FROM predictions WHERE " + range, from, to, model, before), labels);
  }

  static StoredPrediction read(ResultSet row) throws SQLException {
    int classIndex = row.getInt(5);
    boolean noClass = row.wasNull();
    double score = row.getDouble(6);
    boolean noScore = row.wasNull();
    int scoreBin = row.getInt(7);
    boolean noBin = row.wasNull();
    long cluster = row.getLong(13);
    boolean alone = row.wasNull();
    return new StoredPrediction(
        row.getLong(1),
        row.getString(2),
        row.getLong(3),
        row.getLong(4),
        noClass ? -1 : classIndex,
        noScore ? Double.NaN : score,
        noBin ? -1 : scoreBin,
        row.getBytes(8),
        row.getString(9),
        row.getString(10),
        row.getString(11),
        row.getBytes(12),
        alone ? null : new StoredPrediction.Cluster(cluster, row.getInt(14)));
  }
}
