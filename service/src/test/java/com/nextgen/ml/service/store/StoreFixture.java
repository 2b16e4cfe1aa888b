package com.nextgen.ml.service.store;

import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A store on a database without tables of its own, for each test. */
abstract class StoreFixture {
  Store store;

  /** A database without tables. */
  abstract StoreAddress newDatabase();

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

  <T> T write(Function<Transaction, T> work) {
    return store.write(Durability.POWER, work).join();
  }
}
