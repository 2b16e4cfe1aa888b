package com.nextgen.ml.service.store;

import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.StoreException;

/**
 * Finds out whether there is room to write, and leaves nothing behind but who writes.
 *
 * @param writer the process
 */
record Probe(String writer) implements WriteTask {
  private static final String NAME = "probe";
  private static final int BYTES = 65_536;

  @Override
  public Durability durability() {
    return Durability.SYNCED;
  }

  @Override
  public void run(Transaction transaction) {
    transaction.settings().getOrSet(NAME, new byte[BYTES]);
    transaction.settings().remove(NAME);
    transaction.writers().add(writer);
  }

  @Override
  public void committed() {}

  @Override
  public void failed(StoreException why) {}
}
