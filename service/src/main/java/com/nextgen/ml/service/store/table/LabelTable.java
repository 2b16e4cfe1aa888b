package com.nextgen.ml.service.store.table;

import com.nextgen.ml.service.store.sql.Parameters;
import com.nextgen.ml.service.store.sql.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The true outcome, one row an id of a model. */
public final class LabelTable {
  private static final String COLUMNS =
      "labels.model, labels.id, label, label_value, labelled_at, received_at, label_source,"
          + " outcome";

  /** How many columns {@link #read} takes. */
  private static final int WIDTH = 8;

  private final Statements rows;

  public LabelTable(Statements rows) {
    this.rows = rows;
  }

  /** Returns a model's labels of these ids, by id. */
  public Map<String, StoredLabel> find(long model, Collection<String> ids) {
    return byId(
        "SELECT " + COLUMNS + " FROM labels WHERE model = ? AND id IN (${listed})", model, ids);
  }

  /** Returns those of a model's labels that wait for a prediction of these ids, by id. */
  public Map<String, StoredLabel> waiting(long model, Collection<String> ids) {
    return hasWaiting(model)
        ? byId(
            "SELECT "
                + COLUMNS
                + " FROM labels WHERE outcome IS NULL AND model = ? AND id IN (${listed})",
            model,
            ids)
        : Map.of();
  }

  /** Returns whether any of a model's labels waits for its prediction. */
  public boolean hasWaiting(long model) {
    return rows.first(
            "SELECT 1 FROM labels WHERE model = ? AND outcome IS NULL LIMIT 1",
            row -> row.getInt(1),
            model)
        != null;
  }

  /** Returns how many of a model's labels wait for their predictions. */
  public long countWaiting(long model) {
    Long count =
        rows.first(
            "SELECT COUNT(*) FROM labels WHERE model = ? AND outcome IS NULL",
            row -> row.getLong(1),
            model);
    return count == null ? 0 : count;
  }

  /** Adds labels of ids that have none. */
  public void insert(Collection<StoredLabel> labels) {
    rows.insert(
        "labels",
        "model, id, label, label_value, labelled_at, received_at, label_source, outcome",
        "",
        labels,
        (parameters, label) -> values(parameters.integer(label.model()).text(label.id()), label));
  }

  /** Replaces labels by others of the same ids. */
  public void replace(Collection<StoredLabel> labels) {
    rows.each(
        "UPDATE labels SET label = ?, label_value = ?, labelled_at = ?, received_at = ?,"
            + " label_source = ?, outcome = ? WHERE model = ? AND id = ?",
        labels,
        (parameters, label) -> values(parameters, label).integer(label.model()).text(label.id()));
  }

  /**
   * Returns a model's outcomes in the order in which they were committed.
   *
   * @param after the place of the last one that is not wanted; 0 for all
   */
  public List<StoredOutcome> outcomes(long model, long after, int most) {
    return outcomes("outcome > ? ORDER BY outcome LIMIT ?", model, after, most);
  }

  /**
   * Returns a model's last outcomes, the last one first.
   *
   * @param upTo the place of the last one that is wanted
   */
  public List<StoredOutcome> lastOutcomes(long model, long upTo, int most) {
    return outcomes("outcome <= ? ORDER BY outcome DESC LIMIT ?", model, upTo, most);
  }

  private List<StoredOutcome> outcomes(String which, long model, long place, int most) {
    return rows.list(
        "SELECT "
            + PredictionTable.COLUMNS
            + ", "
            + COLUMNS
            + " FROM labels JOIN predictions ON predictions.model = labels.model AND"
            + " predictions.id = labels.id WHERE labels.model = ? AND "
            + which,
        row -> new StoredOutcome(PredictionTable.read(row), read(row, PredictionTable.WIDTH)),
        model,
        place,
        most);
  }

  /**
   * Returns what is known now of a model's predictions of a stretch of time.
   *
   * @param from see {@link OutcomePage#next}
   * @param to exclusive, in milliseconds since 1970
   * @param most fewer are in the last page alone
   */
  public OutcomePage predicted(long model, OutcomePage.Place from, long to, int most) {
    OutcomePage.Place[] last = {from};
    List<StoredOutcome> outcomes =
        rows.list(
            "SELECT "
                + PredictionTable.COLUMNS
                + ", "
                + COLUMNS
                + ", sequence FROM predictions JOIN labels ON labels.model = predictions.model AND"
                + " labels.id = predictions.id WHERE predictions.model = ? AND"
                + " (predicted_at, sequence) > (?, ?) AND predicted_at < ? AND outcome IS NOT NULL"
                + " ORDER BY predicted_at, sequence LIMIT ?",
            row -> {
              StoredPrediction prediction = PredictionTable.read(row);
              last[0] =
                  new OutcomePage.Place(
                      prediction.predictedAt(), row.getLong(PredictionTable.WIDTH + WIDTH + 1));
              return new StoredOutcome(prediction, read(row, PredictionTable.WIDTH));
            },
            model,
            from.predictedAt(),
            from.sequence(),
            to,
            most);
    return new OutcomePage(outcomes, last[0]);
  }

  /**
   * Returns the place of a model's last outcome before the first that came at or after a time; 0 if
   * all did.
   *
   * @param receivedAt in milliseconds since 1970
   */
  public long lastBefore(long model, long receivedAt) {
    // Places follow time but for clocks that differ, so a search among them is near enough.
    Long first =
        rows.first(
            "SELECT MIN(outcome) FROM labels WHERE model = ? AND outcome IS NOT NULL",
            row -> row.getLong(1),
            model);
    Long last =
        rows.first(
            "SELECT MAX(outcome) FROM labels WHERE model = ? AND outcome IS NOT NULL",
            row -> row.getLong(1),
            model);
    long low = first == null ? 0 : Math.max(0, first - 1);
    long high = last == null ? 0 : last;
    while (low < high) {
      long middle = low + (high - low) / 2 + 1;
      Long received =
          rows.first(
              "SELECT received_at FROM labels WHERE model = ? AND outcome >= ? ORDER BY outcome"
                  + " LIMIT 1",
              row -> row.getLong(1),
              model,
              middle);
      if (received == null || received >= receivedAt) {
        high = middle - 1;
      } else {
        low = middle;
      }
    }
    return low;
  }

  /**
   * Removes labels that have waited too long for their predictions.
   *
   * @param before in milliseconds since 1970
   * @param most how many at once
   * @return how many were removed
   */
  public int expireWaiting(long model, long before, int most) {
    return rows.update(
        "DELETE FROM labels WHERE model = ? AND id IN (SELECT id FROM labels WHERE model = ? AND"
            + " outcome IS NULL AND received_at < ? ORDER BY received_at LIMIT ?)",
        model,
        model,
        before,
        most);
  }

  private Map<String, StoredLabel> byId(String sql, long model, Collection<String> ids) {
    Map<String, StoredLabel> found = new HashMap<>();
    if (!ids.isEmpty()) {
      rows.list(
          sql,
          row -> {
            StoredLabel label = read(row, 0);
            return found.put(label.id(), label);
          },
          model,
          Statements.listed(ids));
    }
    return found;
  }

  private static Parameters values(Parameters parameters, StoredLabel label) throws SQLException {
    return parameters
        .text(label.label())
        .real(label.value())
        .integer(label.labelledAt())
        .integer(label.receivedAt())
        .text(label.source())
        .integerIf(label.outcome() != 0, label.outcome());
  }

  /**
   * @param before how many columns stand before those of the label
   */
  private static StoredLabel read(ResultSet row, int before) throws SQLException {
    double value = row.getDouble(before + 4);
    boolean noValue = row.wasNull();
    return new StoredLabel(
        row.getLong(before + 1),
        row.getString(before + 2),
        row.getString(before + 3),
        noValue ? Double.NaN : value,
        row.getLong(before + 5),
        row.getLong(before + 6),
        row.getString(before + 7),
        row.getLong(before + 8));
  }
}
