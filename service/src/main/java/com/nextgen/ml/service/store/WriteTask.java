package com.nextgen.ml.service.store;

import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.StoreException;

/**
 * Something to be written in one transaction, perhaps together with others. All methods are called
 * by the store's only writing thread, so tasks are told of their commits in the order of the log.
 */
public interface WriteTask {

  /** Returns what the transaction must survive once {@link #committed} was called. */
  Durability durability();

  /** Returns whether it gives way while only the last room on the volume is left. */
  default boolean yieldsRoom() {
    return false;
  }

  /** Writes. Called again, to begin anew, after a transaction was undone. */
  void run(Transaction transaction);

  /** What {@link #run} wrote last is committed. Must be quick, and not throw. */
  void committed();

  /**
   * Nothing is known to be written. Where it turns out later that it was, {@link #committed} is
   * called too, before anything else is written. Must not throw.
   */
  void failed(StoreException why);
}
