package com.nextgen.ml.service.store.sql;

/** What a transaction that has been committed survives. */
public enum Durability {
  /** The end of the process, however sudden. A machine that loses power may lose the last ones. */
  PROCESS,
  /** The loss of power too: for what somebody was told is kept. */
  POWER
}
