package com.nextgen.ml.service.store;

import com.nextgen.ml.service.store.sql.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * How the store is.
 *
 * @param problem what is wrong; null while it works
 * @param errors how many transactions failed since the start
 */
public record StoreHealth(@Nullable String problem, long errors) {

  /** Returns whether the last attempt to write succeeded. */
  public boolean isAvailable() {
    return problem == null;
  }

  /** Fails unless it is available. */
  void check() {
    if (problem != null) {
      throw new StoreException(problem, null);
    }
  }
}
