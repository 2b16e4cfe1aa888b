package com.nextgen.ml.service.store.table;

import com.nextgen.ml.service.store.sql.Statements;
import java.time.Duration;

/**
 * Who does what only one may do. All times are by the database's clock, so it does not matter by
 * how much those of the replicas differ.
 */
public final class LeaseTable {
  private final Statements rows;

  public LeaseTable(Statements rows) {
    this.rows = rows;
  }

  /**
   * Takes or renews a lease.
   *
   * @param length after which another may take it
   * @return whether the replica has it now; it has not if another's has not run out
   */
  public boolean take(String name, String replica, Duration length) {
    return rows.update(
            "INSERT INTO leases (name, replica, expires_at) VALUES (?, ?, ${now} + ?)"
                + " ON CONFLICT (name) DO UPDATE SET replica = excluded.replica,"
                + " expires_at = excluded.expires_at"
                + " WHERE leases.replica = excluded.replica OR leases.expires_at < ${now}",
            name,
            replica,
            length.toMillis())
        > 0;
  }

  /** Gives a lease back, so that another need not wait for it. */
  public void giveBack(String name, String replica) {
    rows.update("DELETE FROM leases WHERE name = ? AND replica = ?", name, replica);
  }

  /** Forgets leases that ran out that long ago. */
  public int expire(Duration ago) {
    return rows.update("DELETE FROM leases WHERE expires_at < ${now} - ?", ago.toMillis());
  }
}
