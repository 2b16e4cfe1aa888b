package com.nextgen.ml.service.store.sql;

import org.jspecify.annotations.Nullable;

/** The store cannot be read or written now, or not like this. The message is for operators. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean refused;

  /** The database is not available; trying again may help. */
  public StoreException(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  /**
   * @param refused whether the database works but does not take these values
   */
  public StoreException(String message, @Nullable Throwable cause, boolean refused) {
    super(message, cause);
    this.refused = refused;
  }

  /**
   * Returns whether the database works but does not take these values: trying again does not help.
   */
  public boolean isRefused() {
    return refused;
  }

  /** Returns what is wrong, in a sentence. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
