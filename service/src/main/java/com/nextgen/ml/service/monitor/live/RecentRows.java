package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The numeric values of a uniform sample of the rows of each window: algorithm L of Li,
 * "Reservoir-Sampling Algorithms of Time Complexity O(n(1 + log(N/n)))", ACM Transactions on
 * Mathematical Software 20 (1994), which knows in advance which row it takes next.
 *
 * <p>A batch adds its rows to one number and is done, unless it holds a row that a window waits
 * for: of N rows a window that keeps k takes about k (1 + ln(N / k)). No batch waits: one that
 * finds another at work is passed over, and the next one gives its row.
 */
final class RecentRows {
  /** Rows kept of a window where no more are wanted. */
  static final int LEAST = 250;

  private final AtomicLong seen = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Sample> windows = new ArrayList<>();
  private final SplittableRandom random;
  private final int size;

  /** The number of the next row that any window takes. */
  private volatile long soonest;

  /**
   * @param windows how many there are
   * @param size rows kept of each
   */
  RecentRows(int windows, int size, long seed) {
    this.size = size;
    random = new SplittableRandom(seed);
    for (int i = 0; i < windows; i++) {
      this.windows.add(new Sample());
    }
  }

  /** Rows came. */
  void add(RowBlock block) {
    long end = seen.addAndGet(block.rows());
    if (end > soonest && lock.tryLock()) {
      try {
        windows.forEach(window -> window.offer(block, end - block.rows(), end));
        soonest = windows.stream().mapToLong(window -> window.next).min().orElse(Long.MAX_VALUE);
      } finally {
        lock.unlock();
      }
    }
  }

  /** A tumbling window has ended and the next one begins. */
  void ended(int window) {
    lock.lock();
    try {
      windows.get(window).turn(seen.get());
      soonest = Math.min(soonest, windows.get(window).next);
    } finally {
      lock.unlock();
    }
  }

  /** Rows of the tumbling window that ended last; none if none has. */
  RowBlock lastOf(int window) {
    lock.lock();
    try {
      return block(windows.get(window).last);
    } finally {
      lock.unlock();
    }
  }

  /** Rows of the tumbling window that is open; of the last one where it has fewer as yet. */
  RowBlock recentOf(int window) {
    lock.lock();
    try {
      Sample sample = windows.get(window);
      return block(sample.rows.size() < sample.last.size() ? sample.last : sample.rows);
    } finally {
      lock.unlock();
    }
  }

  private static RowBlock block(List<double[]> rows) {
    int width = rows.isEmpty() ? 0 : rows.get(0).length;
    double[] values = new double[rows.size() * width];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, values, i * width, width);
    }
    return new RowBlock(rows.size(), values, new String[0]);
  }

  /** One window's; guarded by the lock. */
  private final class Sample {
    private List<double[]> rows = new ArrayList<>();
    private List<double[]> last = List.of();

    /** The number of the row it takes next. */
    private long next;

    /** The largest of uniform numbers that stand for the rows it has, one a row. */
    private double weight = 1;

    void offer(RowBlock block, long first, long end) {
      while (next < end) {
        long at = Math.max(next, first);
        int width = block.numericWidth();
        double[] row = new double[width];
        System.arraycopy(block.numeric(), (int) (at - first) * width, row, 0, width);
        if (rows.size() < size) {
          rows.add(row);
        } else {
          rows.set(random.nextInt(size), row);
        }
        next = at + 1 + (rows.size() < size ? 0 : skipped());
      }
    }

    private long skipped() {
      weight *= Math.exp(Math.log(1 - random.nextDouble()) / size);
      double skip = Math.floor(Math.log(1 - random.nextDouble()) / Math.log1p(-weight));
      return (long) Math.min(skip, 1e15);
    }

    void turn(long now) {
      last = rows;
      rows = new ArrayList<>();
      next = now;
      weight = 1;
    }
  }
}
