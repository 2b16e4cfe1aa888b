package com.nextgen.ml.service.history.verdict;

import com.nextgen.ml.service.store.Transaction;
import com.nextgen.ml.service.store.WriteSource;
import com.nextgen.ml.service.store.WriteTask;
import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.StoreException;
import com.nextgen.ml.service.store.table.StoredVerdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verdicts that were told and are not yet written. They wait while the store is not available, up
 * to a bound; writing one again is harmless.
 */
public final class VerdictQueue implements WriteSource {
  static final int MAX_WAITING_BYTES = 16 * 1024 * 1024;

  /** What a row takes beside its document, roughly. */
  private static final int ROW_BYTES = 512;

  private static final Logger LOG = LoggerFactory.getLogger(VerdictQueue.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<List<StoredVerdict>> waiting = new ArrayDeque<>();

  /** What takes room: what waits and what is being written, by identity. */
  private final Set<List<StoredVerdict>> held = Collections.newSetFromMap(new IdentityHashMap<>());

  private long bytes;

  /** Adds the rows of one verdict, all or none; false if there is no room for them. */
  public boolean add(List<StoredVerdict> rows) {
    long more = bytes(rows);
    lock.lock();
    try {
      if (bytes + more > MAX_WAITING_BYTES) {
        return false;
      }
      bytes += more;
      held.add(rows);
      waiting.add(rows);
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<WriteTask> next() {
    lock.lock();
    try {
      List<WriteTask> tasks = new ArrayList<>();
      for (List<StoredVerdict> rows : waiting) {
        tasks.add(new Task(rows));
      }
      waiting.clear();
      return tasks;
    } finally {
      lock.unlock();
    }
  }

  /** Writes verdicts on one model, in a transaction that does so. */
  public static void write(Transaction transaction, List<StoredVerdict> rows) {
    if (!rows.isEmpty()) {
      transaction.verdicts().add(transaction.models().key(rows.get(0).model()), rows);
    }
  }

  private static long bytes(List<StoredVerdict> rows) {
    long sum = 0;
    for (StoredVerdict row : rows) {
      byte[] document = row.document();
      sum += ROW_BYTES + (document == null ? 0 : document.length);
    }
    return sum;
  }

  /**
   * The room is given back once, when it is known what became of the rows: that they were written
   * may be known only after they have failed, and wait again.
   */
  private final class Task implements WriteTask {
    private final List<StoredVerdict> rows;

    Task(List<StoredVerdict> rows) {
      this.rows = rows;
    }

    @Override
    public Durability durability() {
      return Durability.UNSYNCED;
    }

    @Override
    public void run(Transaction transaction) {
      write(transaction, rows);
    }

    @Override
    public void committed() {
      done();
    }

    @Override
    public void failed(StoreException why) {
      if (why.isRefused()) {
        LOG.error("a verdict on {} cannot be kept: {}", rows.get(0).model(), why.problem());
        done();
        return;
      }
      lock.lock();
      try {
        waiting.add(rows);
      } finally {
        lock.unlock();
      }
    }

    private void done() {
      lock.lock();
      try {
        if (held.remove(rows)) {
          bytes -= bytes(rows);
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
