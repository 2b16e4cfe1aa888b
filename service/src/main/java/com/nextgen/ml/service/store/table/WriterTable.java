package com.nextgen.ml.service.store.table;

import com.nextgen.ml.service.store.sql.Statements;
import java.time.Duration;

/**
 * The last transaction of each writing process. The row is locked by a transaction until it is
 * committed or undone: who reads it afterwards knows which.
 */
public final class WriterTable {
  private static final Duration FORGOTTEN = Duration.ofDays(1);

  private final Statements rows;

  public WriterTable(Statements rows) {
    this.rows = rows;
  }

  /** Says that a process writes, before its first numbered transaction; forgets those of old. */
  public void add(String writer) {
    rows.update(
        "INSERT INTO writers (writer, committed, seen_at) VALUES (?, 0, ${now})"
            + " ON CONFLICT (writer) DO UPDATE SET seen_at = excluded.seen_at",
        writer);
    rows.update("DELETE FROM writers WHERE seen_at < ${now} - ?", FORGOTTEN.toMillis());
  }

  /** Puts a number, greater than all before, to the transaction that is open. */
  public void number(String writer, long transaction) {
    rows.update(
        "UPDATE writers SET committed = ?, seen_at = ${now} WHERE writer = ?", transaction, writer);
  }

  /** Returns the last transaction that was committed, once none is open; 0 if that is not known. */
  public long last(String writer) {
    Long last =
        rows.first(
            "SELECT committed FROM writers WHERE writer = ?${forUpdate}",
            row -> row.getLong(1),
            writer);
    return last == null ? 0 : last;
  }
}
