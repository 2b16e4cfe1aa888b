package com.nextgen.ml.service.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.Session;
import com.nextgen.ml.service.store.sql.Statements;
import com.nextgen.ml.service.store.sql.StoreAddress;
import com.nextgen.ml.service.store.table.WriterTable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever asks what became of a transaction is answered when that is certain. */
@Timeout(60)
class WriterTableTest extends StoreFixture {

  @Override
  public StoreAddress newDatabase() {
    return PostgresServer.shared().newDatabase();
  }

  private static WriterTable writers(Session session) {
    return new Transaction(session).writers();
  }

  @Test
  void waitsForAnOpenTransaction() throws Exception {
    try (Session open = Session.open(store.address());
        Session asking = Session.open(store.address());
        Session watching = Session.open(store.address())) {
      writers(open).add("a");
      writers(open).add("b");
      open.begin(Durability.SYNCED);
      writers(open).number("a", 7);
      assertThat(writers(asking).last("b")).isZero();

      CompletableFuture<Long> last = CompletableFuture.supplyAsync(() -> writers(asking).last("a"));
      while (waiting(new Statements(watching)) == 0) {
        Thread.onSpinWait();
      }
      open.commit();

      assertThat(last.join()).isEqualTo(7);
    }
  }

  /** How many connections wait for another to end its transaction. */
  private static long waiting(Statements rows) {
    Long count =
        rows.first(
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND wait_event_type = 'Lock'",
            row -> row.getLong(1));
    return count;
  }
}
