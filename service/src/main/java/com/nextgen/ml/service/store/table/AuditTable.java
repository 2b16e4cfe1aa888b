package com.nextgen.ml.service.store.table;

import com.nextgen.ml.service.store.sql.Statements;
import java.util.Collection;
import java.util.List;

/** Who changed what, and what was refused. Times are in milliseconds since 1970. */
public final class AuditTable {
  private final Statements rows;

  public AuditTable(Statements rows) {
    this.rows = rows;
  }

  /** Adds rows; their numbers are the database's. */
  public void add(Collection<StoredAudit> entries) {
    for (StoredAudit entry : entries) {
      rows.update(
          "INSERT INTO audit (happened_at, caller, source, action, target, before_value,"
              + " after_value, reason, times) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
          entry.at(),
          entry.caller(),
          entry.source(),
          entry.action(),
          entry.target(),
          entry.before(),
          entry.after(),
          entry.reason(),
          entry.times());
    }
  }

  /**
   * Returns rows, the last first.
   *
   * @param from not before this
   * @param to before this
   * @param beforeAt rows before the one of this time
   * @param beforeSequence and this number; both the largest for all
   */
  public List<StoredAudit> page(long from, long to, long beforeAt, long beforeSequence, int most) {
    return rows.list(
        "SELECT sequence, happened_at, caller, source, action, target, before_value, after_value,"
            + " reason, times FROM audit WHERE happened_at >= ? AND happened_at < ?"
            + " AND (happened_at < ? OR (happened_at = ? AND sequence < ?))"
            + " ORDER BY happened_at DESC, sequence DESC LIMIT ?",
        row ->
            new StoredAudit(
                row.getLong("sequence"),
                row.getLong("happened_at"),
                row.getString("caller"),
                row.getString("source"),
                row.getString("action"),
                row.getString("target"),
                row.getString("before_value"),
                row.getString("after_value"),
                row.getString("reason"),
                row.getLong("times")),
        from,
        to,
        beforeAt,
        beforeAt,
        beforeSequence,
        most);
  }

  /**
   * Removes rows of before a time, the first first.
   *
   * @param most how many at once
   * @return how many were removed
   */
  public int expire(long before, int most) {
    return rows.update(
        "DELETE FROM audit WHERE sequence IN (SELECT sequence FROM audit WHERE happened_at < ?"
            + " ORDER BY happened_at LIMIT ?)",
        before,
        most);
  }
}
