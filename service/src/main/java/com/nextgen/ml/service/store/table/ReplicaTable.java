package com.nextgen.ml.service.store.table;

import com.nextgen.ml.service.store.sql.Statements;
import java.time.Duration;
import java.util.List;

/** The running services that share the store. All times are by the database's clock. */
public final class ReplicaTable {
  private final Statements rows;

  public ReplicaTable(Statements rows) {
    this.rows = rows;
  }

  /** Says that a replica runs. */
  public void seen(String replica) {
    rows.update(
        "INSERT INTO replicas (replica, seen_at) VALUES (?, ${now})"
            + " ON CONFLICT (replica) DO UPDATE SET seen_at = excluded.seen_at",
        replica);
  }

  /** Returns the replicas that were seen not longer ago than this. */
  public List<String> running(Duration within) {
    return rows.list(
        "SELECT replica FROM replicas WHERE seen_at >= ${now} - ? ORDER BY replica",
        row -> row.getString(1),
        within.toMillis());
  }

  /** Forgets a replica that ends. */
  public void ended(String replica) {
    rows.update("DELETE FROM replicas WHERE replica = ?", replica);
  }

  /** Forgets the replicas that were not seen for that long. */
  public int expire(Duration unseen) {
    return rows.update("DELETE FROM replicas WHERE seen_at < ${now} - ?", unseen.toMillis());
  }
}
