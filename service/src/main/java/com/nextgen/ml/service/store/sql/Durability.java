package com.nextgen.ml.service.store.sql;

/** What a transaction that has been committed survives. */
public enum Durability {
  /** The end of the process, however sudden. A machine that loses power may lose the last ones. */
  UNSYNCED,
  /** The loss of power too: for what a caller was promised to be kept. */
  SYNCED
}
