package com.nextgen.ml.service.store;

import com.nextgen.ml.service.schedule.Schedule;
import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.Failures;
import com.nextgen.ml.service.store.sql.Session;
import com.nextgen.ml.service.store.sql.StoreAddress;
import com.nextgen.ml.service.store.sql.StoreException;
import com.nextgen.ml.service.store.table.WriterTable;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that writes. What waits is written together and committed once: the more waits, the
 * less each costs.
 */
final class Writer implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final int MAX_WAITING = 1_000;
  private static final int MAX_TOGETHER = 16;

  /** How long what is only logged may wait: the more is written together, the less each costs. */
  private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long MIN_PAUSE = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long MAX_PAUSE = TimeUnit.SECONDS.toNanos(2);

  private final StoreAddress address;
  private final StoreGuard guard;
  private final String name = UUID.randomUUID().toString();
  private final BlockingQueue<WriteTask> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final List<WriteSource> sources = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this, "store-writer");
  private volatile StoreHealth health = new StoreHealth("the store is being opened", 0, 0, false);
  private volatile boolean closing;
  private volatile boolean suspect;
  private final Schedule rounds = new Schedule("store-writer", Clock.systemUTC());
  private boolean ended;
  private @Nullable Session session;
  private @Nullable Transaction transaction;
  private @Nullable Unsettled unsettled;
  private long transactions;
  private long pause = MIN_PAUSE;
  private long notBefore = System.nanoTime();

  /**
   * A transaction whose commit was not answered.
   *
   * @param number see {@link WriterTable}
   */
  private record Unsettled(long number, List<WriteTask> tasks) {}

  Writer(StoreAddress address) {
    this.address = address;
    this.guard = new StoreGuard(address);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** How its rounds go. */
  Schedule rounds() {
    return rounds;
  }

  StoreHealth health() {
    return health;
  }

  void add(WriteSource source) {
    sources.add(source);
  }

  void wake() {
    LockSupport.unpark(thread);
  }

  /** Opens the database anew before the next transaction: something is wrong with it. */
  void suspect() {
    suspect = true;
    wake();
  }

  void submit(WriteTask task) {
    if (closing || !waiting.offer(task)) {
      task.failed(new StoreException("too much waits to be written", null));
      return;
    }
    wake();
  }

  @Override
  public void run() {
    while (!ended) {
      if (!rounds.run(this::round)) {
        LockSupport.parkNanos(this, MAX_PAUSE);
      }
    }
    disconnect();
    guard.close();
  }

  private boolean round() {
    boolean last = closing;
    List<WriteTask> tasks = new ArrayList<>();
    try {
      lookAtTheFile();
      if (suspect) {
        suspect = false;
        disconnect();
      }
      if (connect()) {
        take(tasks);
      } else {
        refuse();
      }
      if (!tasks.isEmpty()) {
        write(tasks);
      } else if (last) {
        ended = true;
      } else {
        LockSupport.parkNanos(this, IDLE_NANOS);
      }
      return true;
    } catch (RuntimeException | Error e) {
      // Nobody foresaw it: whoever waits is told, and the next round begins anew.
      ended = last;
      StoreException why = new StoreException("writing failed; the log says why", e);
      tasks.forEach(task -> task.failed(why));
      disconnect();
      throw e;
    }
  }

  /** Before anything is written: what goes to a file without a name is gone. */
  private void lookAtTheFile() {
    if (session == null) {
      return;
    }
    // In this order: a file that goes meanwhile is lost, not written.
    boolean touched = guard.isTouched();
    if (!guard.isIntact()) {
      lost();
    } else if (touched) {
      // It opens another connection, which sees what is in the file instead of what was.
      LOG.warn("the store {} was written by another process; it is looked at anew", address);
      disconnect();
    } else if (guard.findRoom(System.nanoTime())) {
      LOG.info("the disk of the store {} has room again: predictions are logged", address);
      disconnect();
    }
  }

  private StoreException lost() {
    health = health.lost();
    return failed(guard.lost(session));
  }

  private void take(List<WriteTask> tasks) {
    for (WriteSource source : sources) {
      if (!guard.isFull() || !source.yieldsRoom()) {
        tasks.addAll(source.next());
      }
    }
    waiting.drainTo(tasks, MAX_TOGETHER);
    if (guard.isFull()) {
      yieldRoom(tasks);
    }
  }

  /** Leaves the last room to the tasks that do not give way. */
  private void yieldRoom(List<WriteTask> tasks) {
    StoreException why =
        new StoreException(Objects.requireNonNullElse(health.notice(), "no room"), null);
    tasks.stream().filter(WriteTask::yieldsRoom).forEach(task -> task.failed(why));
    tasks.removeIf(WriteTask::yieldsRoom);
  }

  /** While there is no database, nobody waits for it; sources keep what they have. */
  private void refuse() {
    List<WriteTask> tasks = new ArrayList<>();
    waiting.drainTo(tasks);
    String problem = Objects.requireNonNullElse(health.problem(), "the store is closed");
    tasks.forEach(task -> task.failed(new StoreException(problem, null)));
  }

  private void write(List<WriteTask> tasks) {
    boolean full = guard.isFull();
    StoreException failure = attempt(tasks);
    if (failure != null && guard.isFull() && !full) {
      yieldRoom(tasks);
      if (tasks.isEmpty()) {
        return;
      }
      failure = connect() ? attempt(tasks) : failure;
    }
    if (failure == null) {
      tasks.forEach(Writer::committed);
    } else if (failure.isRefused() && tasks.size() > 1) {
      oneByOne(tasks);
    } else {
      // Not one by one: with the database back meanwhile, a later task would overtake an earlier.
      StoreException why = failure;
      tasks.forEach(task -> task.failed(why));
    }
  }

  /** One of the tasks is to blame, and must not take the others along. */
  private void oneByOne(List<WriteTask> tasks) {
    StoreException down = null;
    for (WriteTask task : tasks) {
      if (down == null && !connect()) {
        down = new StoreException(Objects.requireNonNullElse(health.problem(), "closed"), null);
      }
      StoreException failure = down != null ? down : attempt(List.of(task));
      if (failure == null) {
        committed(task);
      } else {
        down = failure.isRefused() ? down : failure;
        task.failed(failure);
      }
    }
  }

  private static void committed(WriteTask task) {
    try {
      task.committed();
    } catch (RuntimeException | Error e) { // it is committed, and must not be told that it failed
      LOG.error("what was committed could not be told", e);
    }
  }

  /** Writes in one transaction; what went wrong, or null. */
  private @Nullable StoreException attempt(List<WriteTask> tasks) {
    boolean power = tasks.stream().anyMatch(task -> task.durability() == Durability.SYNCED);
    Session open = Objects.requireNonNull(session);
    try {
      open.begin(power ? Durability.SYNCED : Durability.UNSYNCED);
      for (WriteTask task : tasks) {
        task.run(Objects.requireNonNull(transaction));
      }
      commit(open, tasks);
      if (!guard.isIntact()) {
        return lost();
      }
      guard.committed();
      succeeded();
      return null;
    } catch (SQLException e) {
      return failed(Failures.of(e));
    } catch (StoreException e) {
      return failed(e);
    } catch (AssertionError e) {
      // What PostgreSQL's driver throws where a connection ends within a batch.
      return failed(new StoreException("the connection to the database is lost", e));
    } catch (RuntimeException | Error e) {
      LOG.error("a transaction failed", e);
      return failed(new StoreException("a transaction could not be made", e, true));
    }
  }

  private void commit(Session open, List<WriteTask> tasks) throws SQLException {
    // The commit of a file is a call, and its answer cannot get lost.
    if (address.isShared()) {
      Objects.requireNonNull(transaction).writers().number(name, ++transactions);
      unsettled = new Unsettled(transactions, tasks);
    }
    open.commit();
    unsettled = null;
  }

  /** Tells the tasks of a transaction whose commit was not answered, if it was committed. */
  private void settle(Transaction now) {
    Unsettled last = unsettled;
    if (last != null) {
      boolean committed = now.writers().last(name) == last.number();
      unsettled = null;
      if (committed) {
        last.tasks().forEach(Writer::committed);
      }
    }
  }

  private boolean connect() {
    if (session != null) {
      return true;
    }
    if (System.nanoTime() - notBefore < 0) {
      return false;
    }
    try {
      Session.migrate(address);
      guard.opening();
      Session open = Session.open(address);
      session = open;
      transaction = new Transaction(open);
      settle(transaction);
      if (attempt(List.of(new Probe(name))) != null) {
        return false;
      }
      guard.opened(open);
      health = health.full(guard.isFull());
      return true;
    } catch (SQLException e) {
      failed(Failures.of(e));
    } catch (StoreException e) {
      failed(e);
    } catch (FlywayException e) {
      failed(Failures.of(e));
    } catch (RuntimeException | LinkageError e) {
      // Whatever a driver throws, this thread goes on.
      LOG.error("the store {} cannot be opened", address, e);
      failed(new StoreException("the store cannot be opened; the log says why", null));
    }
    return false;
  }

  private void succeeded() {
    pause = MIN_PAUSE;
    if (health.problem() != null) {
      LOG.info("the store {} is written", address);
      health = health.working();
    }
  }

  /** Gives the connection up: what it does after an error is not to be relied on. */
  private StoreException failed(StoreException why) {
    boolean roomMade = !why.isRefused() && guard.makeRoom();
    disconnect();
    if (why.isRefused()) {
      health = health.failing(health.problem());
      return why;
    }
    if (!why.problem().equals(health.problem())) {
      LOG.error("the store {} cannot be written: {}", address, why.problem(), why.getCause());
    }
    health = health.failing(why.problem()).full(guard.isFull());
    if (roomMade) {
      LOG.error("the disk of the store {} is full: predictions wait, labels go on", address);
      notBefore = System.nanoTime();
      return why;
    }
    notBefore = System.nanoTime() + pause;
    pause = Math.min(2 * pause, MAX_PAUSE);
    return why;
  }

  private void disconnect() {
    if (session != null) {
      session.close();
      session = null;
      transaction = null;
    }
  }

  /** Writes what waits, and ends. */
  void close(Duration atMost) {
    closing = true;
    wake();
    try {
      thread.join(atMost.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
