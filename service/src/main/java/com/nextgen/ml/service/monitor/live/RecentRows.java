package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The numeric values of a uniform sample of the rows of each window.
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
        RowBlock numbers = new RowBlock(block.rows(), block.numeric(), new String[0]);
        windows.forEach(window -> window.offer(numbers, end - block.rows()));
        soonest =
            windows.stream().mapToLong(window -> window.open.next()).min().orElse(Long.MAX_VALUE);
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
      soonest = Math.min(soonest, windows.get(window).open.next());
    } finally {
      lock.unlock();
    }
  }

  /** Rows of the tumbling window that ended last; none if none has. */
  RowBlock lastOf(int window) {
    lock.lock();
    try {
      return windows.get(window).last;
    } finally {
      lock.unlock();
    }
  }

  /** Rows of the tumbling window that is open; of the last one where it has fewer as yet. */
  RowBlock recentOf(int window) {
    lock.lock();
    try {
      return windows.get(window).recent();
    } finally {
      lock.unlock();
    }
  }

  /** One window's; guarded by the lock. */
  private final class Sample {
    private Reservoir open = new Reservoir(size, random);
    private RowBlock last = RowBlock.empty();

    void offer(RowBlock block, long first) {
      open.add(first, block);
    }

    void turn(long now) {
      last = open.sample();
      open = new Reservoir(size, random, now);
    }

    RowBlock recent() {
      return open.size() < last.rows() ? last : open.sample();
    }
  }
}
