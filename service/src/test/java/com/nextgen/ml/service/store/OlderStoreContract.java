package com.nextgen.ml.service.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.store.sql.Connections;
import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A store that was made before verdicts were kept, with the statements of then, is read. */
@Timeout(60)
abstract class OlderStoreContract {
  /** As the service of then wrote it. */
  private static final String CLAIM =
      "INSERT INTO judged_windows (model, version, window_name, ended_at, replica)"
          + " VALUES (1, 3, '%s', %d, 'a') ON CONFLICT DO NOTHING";

  abstract StoreAddress newDatabase();

  private static void run(StoreAddress address, String... statements) throws Exception {
    try (Connection connection = DriverManager.getConnection(address.url(), address.properties());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** With the tables of version 6, which had the family before the window's name. */
  private StoreAddress older() throws Exception {
    StoreAddress address = newDatabase();
    Flyway.configure()
        .dataSource(new Connections(address))
        .locations("classpath:com/nextgen/ml/service/store")
        .placeholders(address.dialect().placeholders())
        .table("migrations")
        .target("6")
        .load()
        .migrate();
    run(
        address,
        "INSERT INTO models (name) VALUES ('shop')",
        CLAIM.formatted("5m", 300),
        CLAIM.formatted("5m", 600),
        CLAIM.formatted("1h", 600),
        CLAIM.formatted("performance 5m", 300));
    return address;
  }

  private static Store open(StoreAddress address) {
    Store store = Store.start(address);
    while (!store.health().isAvailable()) {
      Thread.onSpinWait();
    }
    return store;
  }

  private static Long last(Store store, String family, String window) {
    return store.read(tx -> tx.judgedWindows().last(1, 3, family, window));
  }

  @Test
  void judgedWindowsStayJudged() throws Exception {
    try (Store store = open(older())) {
      assertThat(last(store, "drift", "5m")).isEqualTo(600);
      assertThat(last(store, "drift", "1h")).isEqualTo(600);
      assertThat(last(store, "performance", "5m")).isEqualTo(300);
      assertThat(last(store, "performance", "1h")).isNull();
      boolean again =
          store
              .write(
                  Durability.SYNCED,
                  tx -> tx.judgedWindows().add(1, 3, "performance", "5m", 300, "b"))
              .join();
      assertThat(again).isFalse();
    }
  }

  @Test
  void anOlderRunningServiceClaimsForDrift() throws Exception {
    StoreAddress address = older();
    try (Store store = open(address)) {
      run(address, CLAIM.formatted("5m", 900));

      assertThat(last(store, "drift", "5m")).isEqualTo(900);
    }
  }
}
