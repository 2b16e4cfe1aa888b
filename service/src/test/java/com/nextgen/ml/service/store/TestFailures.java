package com.nextgen.ml.service.store;

import com.nextgen.ml.service.store.sql.StoreException;

/** What a store says when it cannot write, for tests of who has to bear it. */
public final class TestFailures {
  private TestFailures() {}

  /** The database is not available now. */
  public static StoreException away() {
    return new StoreException("the connection to the database is lost", null);
  }

  /** The database does not take what was given, and never will. */
  public static StoreException refused() {
    return new StoreException("the database does not take these values", null, true);
  }
}
