package com.nextgen.ml.service.store.table;

import com.nextgen.ml.service.store.sql.Statements;
import org.jspecify.annotations.Nullable;

/** The windows that were judged: each once, whoever did it. */
public final class JudgedWindowTable {
  private final Statements rows;

  public JudgedWindowTable(Statements rows) {
    this.rows = rows;
  }

  /**
   * Says that a window was judged.
   *
   * @param family of the verdict
   * @param endedAt in milliseconds since 1970
   * @return whether nobody had said so before
   */
  public boolean add(
      long model, int version, String family, String window, long endedAt, String replica) {
    return rows.update(
            "INSERT INTO judged_windows (model, version, family, window_name, ended_at, replica)"
                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            model,
            version,
            family,
            window,
            endedAt,
            replica)
        > 0;
  }

  /** Returns when the last window that was judged ended; null if none was. */
  public @Nullable Long last(long model, int version, String family, String window) {
    return rows.first(
        "SELECT ended_at FROM judged_windows WHERE model = ? AND version = ? AND family = ?"
            + " AND window_name = ? ORDER BY ended_at DESC LIMIT 1",
        row -> row.getLong(1),
        model,
        version,
        family,
        window);
  }

  /**
   * Forgets windows that ended before a time.
   *
   * @param before in milliseconds since 1970
   */
  public int expire(long before) {
    return rows.update("DELETE FROM judged_windows WHERE ended_at < ?", before);
  }
}
