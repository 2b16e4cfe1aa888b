package com.nextgen.ml.service.store;

import com.nextgen.ml.service.store.sql.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * How the store is.
 *
 * @param problem what is wrong; null while it works
 * @param errors how many transactions failed since the start
 * @param losses how often its file was found deleted or replaced since the start
 * @param isFull whether only the reserve is left on its volume, so that predictions wait
 */
public record StoreHealth(@Nullable String problem, long errors, long losses, boolean isFull) {
  private static final String FULL =
      "the disk of the store's file is full: predictions wait, labels use the reserve";

  /** Returns whether the last attempt to write succeeded. */
  public boolean isAvailable() {
    return problem == null;
  }

  /** Returns what an operator should know; null if there is nothing. */
  public @Nullable String notice() {
    return problem == null && isFull ? FULL : problem;
  }

  StoreHealth failing(@Nullable String why) {
    return new StoreHealth(why, errors + 1, losses, isFull);
  }

  StoreHealth working() {
    return new StoreHealth(null, errors, losses, isFull);
  }

  StoreHealth lost() {
    return new StoreHealth(problem, errors, losses + 1, isFull);
  }

  StoreHealth full(boolean now) {
    return now == isFull ? this : new StoreHealth(problem, errors, losses, now);
  }

  /** Fails unless it is available. */
  void check() {
    if (problem != null) {
      throw new StoreException(problem, null);
    }
  }
}
