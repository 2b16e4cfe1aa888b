package com.nextgen.ml.service.store.table;

import com.nextgen.ml.service.store.sql.Statements;
import java.util.List;

/** Figures that outside evaluations found. */
public final class EvaluationTable {
  private final Statements rows;

  public EvaluationTable(Statements rows) {
    this.rows = rows;
  }

  /** Adds figures of one model; one of the same metric, source and time is replaced. */
  public void put(long model, List<StoredEvaluation> figures) {
    for (StoredEvaluation figure : figures) {
      rows.update(
          "INSERT INTO evaluations (model, version, metric, figure, evaluated_rows,"
              + " evaluation_source, evaluated_at) VALUES (?, ?, ?, ?, ?, ?, ?)"
              + " ON CONFLICT (model, version, metric, evaluation_source, evaluated_at)"
              + " DO UPDATE SET figure = excluded.figure,"
              + " evaluated_rows = excluded.evaluated_rows",
          model,
          figure.version(),
          figure.metric(),
          figure.figure(),
          figure.rows(),
          figure.source(),
          figure.evaluatedAt());
    }
  }

  /** Removes the figures of one metric and source, of all times; how many. */
  public int remove(long model, int version, String metric, String source) {
    return rows.update(
        "DELETE FROM evaluations WHERE model = ? AND version = ? AND metric = ?"
            + " AND evaluation_source = ?",
        model,
        version,
        metric,
        source);
  }

  /** Returns the latest figure of each version, metric and source. */
  public List<StoredEvaluation> latest() {
    return rows.list(
        "SELECT name, version, metric, figure, evaluated_rows, evaluation_source, evaluated_at"
            + " FROM evaluations JOIN models ON models.model = evaluations.model"
            + " WHERE evaluated_at = (SELECT MAX(others.evaluated_at) FROM evaluations AS others"
            + " WHERE others.model = evaluations.model AND others.version = evaluations.version"
            + " AND others.metric = evaluations.metric"
            + " AND others.evaluation_source = evaluations.evaluation_source)",
        row ->
            new StoredEvaluation(
                row.getString(1),
                row.getInt(2),
                row.getString(3),
                row.getDouble(4),
                row.getLong(5),
                row.getString(6),
                row.getLong(7)));
  }

  /**
   * Removes figures.
   *
   * @param before in milliseconds since 1970
   */
  public int expire(long model, long before) {
    return rows.update(
        "DELETE FROM evaluations WHERE model = ? AND evaluated_at < ?", model, before);
  }
}
