package com.nextgen.ml.service.store;

import com.nextgen.ml.service.schedule.Schedule;
import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.Failures;
import com.nextgen.ml.service.store.sql.Session;
import com.nextgen.ml.service.store.sql.Statements;
import com.nextgen.ml.service.store.sql.StoreAddress;
import com.nextgen.ml.service.store.sql.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database of predictions and labels. One thread writes; any may read. A database that is not
 * available is tried again and again: nothing here fails for good.
 */
public final class Store implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Store.class);
  private static final int READERS = 4;

  private final StoreAddress address;
  private final Writer writer;
  private final Queue<Reader> idle = new ConcurrentLinkedQueue<>();
  private final Semaphore readers = new Semaphore(READERS);

  /**
   * @param losses of the store's file before it was connected
   */
  private record Reader(Session session, Transaction transaction, long losses) {}

  private Store(StoreAddress address, Writer writer) {
    this.address = address;
    this.writer = writer;
  }

  /** Starts a store. Whether its database is there shows in {@link #health}. */
  public static Store start(StoreAddress address) {
    Store store = new Store(address, new Writer(address));
    store.writer.start();
    return store;
  }

  /** Returns where it is, without secrets. */
  public StoreAddress address() {
    return address;
  }

  /** Returns how it is. */
  public StoreHealth health() {
    return writer.health();
  }

  /** Returns how the rounds of the writing thread go. */
  public Schedule rounds() {
    return writer.rounds();
  }

  /** Asks {@code source} for what is to be written from now on. */
  public void addSource(WriteSource source) {
    writer.add(source);
  }

  /** Makes the writing thread ask its sources soon. */
  public void wake() {
    writer.wake();
  }

  /** Writes soon, in a transaction. */
  public void write(WriteTask task) {
    writer.submit(task);
  }

  /**
   * Writes soon, in a transaction.
   *
   * @param work may be run again, to begin anew
   * @return completed, by the writing thread, once it is committed; with a {@link StoreException}
   *     if it is not
   */
  public <T> CompletableFuture<T> write(Durability durability, Function<Transaction, T> work) {
    return write(durability, work, value -> {});
  }

  /**
   * Writes soon, in a transaction.
   *
   * @param work may be run again, to begin anew
   * @param onCommit takes the result once, if the transaction is committed, though that may be
   *     known only after the future was completed with an error. Must be quick, and not throw
   * @return as {@link #write(Durability, Function)}
   */
  public <T> CompletableFuture<T> write(
      Durability durability, Function<Transaction, T> work, Consumer<T> onCommit) {
    CompletableFuture<T> result = new CompletableFuture<>();
    writer.submit(new FunctionTask<>(durability, work, onCommit, result));
    return result;
  }

  /**
   * Writes in a transaction, and waits until it is committed.
   *
   * @param work may be run again, to begin anew
   * @throws StoreException if it is not committed, as far as is known
   */
  public <T> T writeNow(Durability durability, Function<Transaction, T> work) {
    return writeNow(durability, work, value -> {});
  }

  /**
   * Writes in a transaction, and waits until it is committed.
   *
   * @param onCommit as for {@link #write(Durability, Function, Consumer)}
   * @throws StoreException if it is not committed, as far as is known
   */
  public <T> T writeNow(
      Durability durability, Function<Transaction, T> work, Consumer<T> onCommit) {
    try {
      return write(durability, work, onCommit).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StoreException known) {
        throw known;
      }
      throw e;
    }
  }

  /**
   * Reads what is committed.
   *
   * @param work may be run twice
   * @throws StoreException if that is not possible now
   */
  public <T> T read(Function<Transaction, T> work) {
    readers.acquireUninterruptibly();
    try {
      Reader kept = idle.poll();
      if (kept != null && kept.losses != writer.health().losses()) {
        kept.session.close();
        closeIdle();
      } else if (kept != null) {
        try {
          return read(kept, work);
        } catch (StoreException e) {
          if (e.isRefused()) {
            throw e;
          }
          // Its connection may have been lost long ago, and those of the others with it.
          closeIdle();
        }
      }
      // Tables are there once the writer has been connected.
      StoreHealth health = writer.health();
      health.check();
      Session session = Session.open(address);
      return read(new Reader(session, new Transaction(session), health.losses()), work);
    } catch (SQLException e) {
      throw Failures.of(e);
    } finally {
      readers.release();
    }
  }

  private <T> T read(Reader reader, Function<Transaction, T> work) {
    boolean good = false;
    try {
      T result = work.apply(reader.transaction);
      good = true;
      return result;
    } finally {
      if (good) {
        idle.add(reader);
      } else {
        reader.session.close();
      }
    }
  }

  /**
   * Looks at the database with eyes of its own: connections that are open may not notice for long
   * that their file was damaged, since they have much of it in memory. Call it now and then.
   */
  public void verify() {
    if (!writer.health().isAvailable()) {
      return;
    }
    try (Session session = Session.open(address)) {
      new Statements(session).list("SELECT COUNT(*) FROM settings", row -> row.getLong(1));
      new Transaction(session).models().names();
    } catch (SQLException | StoreException e) {
      LOG.warn("the store {} does not look well", address, e);
      closeIdle();
      writer.suspect();
    }
  }

  /** Writes what waits, within a few seconds, and ends. */
  @Override
  public void close() {
    writer.close(Duration.ofSeconds(10));
    closeIdle();
  }

  private void closeIdle() {
    for (Reader reader = idle.poll(); reader != null; reader = idle.poll()) {
      reader.session.close();
    }
  }
}
