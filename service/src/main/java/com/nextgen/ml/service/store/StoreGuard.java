package com.nextgen.ml.service.store;

import com.nextgen.ml.service.store.sql.Session;
import com.nextgen.ml.service.store.sql.StoreAddress;
import com.nextgen.ml.service.store.sql.StoreException;
import com.nextgen.ml.service.store.sql.StoreFiles;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees that a store in a file has its file, and room on its volume. For another database, whose
 * server does both, it has nothing to say. Only the writing thread uses it.
 */
final class StoreGuard {
  private static final Logger LOG = LoggerFactory.getLogger(StoreGuard.class);

  /** How often room is looked for while there is none. */
  private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  static final String LOST = "the store's file was deleted or replaced; it is opened anew";

  private final @Nullable StoreFiles files;
  private final @Nullable Reserve reserve;
  private boolean full;
  private long lookedAt;

  StoreGuard(StoreAddress address) {
    this.files = address.path().map(StoreFiles::new).orElse(null);
    this.reserve = address.path().map(Reserve::new).orElse(null);
  }

  /** The database is about to be opened. */
  void opening() {
    if (files != null) {
      files.opening();
    }
    if (reserve != null) {
      reserve.adopt();
    }
  }

  /** The database is open, and was written. */
  void opened(Session session) throws SQLException {
    if (files != null) {
      files.opened();
      files.written();
    }
    full = reserve != null && !reserve.take();
    if (full) {
      session.keepLogSmall();
    }
  }

  /** Something was committed. */
  void committed() {
    if (files != null) {
      files.written();
    }
  }

  /** Returns whether what is committed is in files that have names. */
  boolean isIntact() {
    return files == null || files.areIntact();
  }

  /** Returns whether another process wrote into the file. */
  boolean isTouched() {
    return files != null && files.areTouched();
  }

  /**
   * Lets go of files that lost their names. A file that was only moved away has all that was
   * committed.
   */
  StoreException lost(@Nullable Session session) {
    try {
      if (session != null) {
        session.checkpoint();
      }
      if (files != null) {
        files.removeOrphans();
      }
    } catch (SQLException | IOException e) {
      LOG.warn("what is left of the store's former file cannot be put in order", e);
    }
    return new StoreException(LOST, null);
  }

  /** Returns whether only the reserve is left. */
  boolean isFull() {
    return full;
  }

  /** Gives the reserve up if there is no other room; whether there is more now. */
  boolean makeRoom() {
    if (reserve == null || !reserve.giveUp()) {
      return false;
    }
    full = true;
    return true;
  }

  /** Looks for room from time to time while there is none; whether it was found. */
  boolean findRoom(long nanoTime) {
    if (!full || reserve == null || nanoTime - lookedAt < AGAIN_NANOS) {
      return false;
    }
    lookedAt = nanoTime;
    full = !reserve.take();
    return !full;
  }

  void close() {
    if (reserve != null) {
      reserve.close();
    }
  }
}
