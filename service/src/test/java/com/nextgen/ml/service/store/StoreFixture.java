package com.nextgen.ml.service.store;

import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A store on a database without tables of its own, for each test. */
public abstract class StoreFixture {
  public Store store;

  /** A database without tables. */
  public abstract StoreAddress newDatabase();

  @BeforeEach
  void start() {
    store = Store.start(newDatabase());
    // The first task waits for the tables.
    while (!store.health().isAvailable()) {
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void stop() {
    store.close();
  }

  public <T> T write(Function<Transaction, T> work) {
    return store.write(Durability.SYNCED, work).join();
  }
}
