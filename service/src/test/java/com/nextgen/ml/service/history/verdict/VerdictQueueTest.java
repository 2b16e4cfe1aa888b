package com.nextgen.ml.service.history.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.store.TestFailures;
import com.nextgen.ml.service.store.WriteTask;
import com.nextgen.ml.service.store.table.StoredVerdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictQueueTest {
  private final VerdictQueue queue = new VerdictQueue();

  /** A verdict that takes half the room, and a little. */
  private static List<StoredVerdict> half() {
    return List.of(
        new StoredVerdict(
            0,
            "shop",
            3,
            "drift",
            "5m",
            "",
            0L,
            300,
            300,
            "stable",
            1,
            new byte[VerdictQueue.MAX_WAITING_BYTES / 2]));
  }

  private WriteTask only() {
    List<WriteTask> tasks = queue.next();
    assertThat(tasks).hasSize(1);
    return tasks.get(0);
  }

  @Test
  void retriesFailedWritesAndCountsThemAsWaiting() {
    assertThat(queue.add(half())).isTrue();
    assertThat(queue.add(half())).as("no room").isFalse();

    only().failed(TestFailures.away());
    assertThat(queue.add(half())).as("no room still").isFalse();

    only().committed();
    assertThat(queue.next()).isEmpty();
    assertThat(queue.add(half())).isTrue();
  }

  @Test
  void removesWrittenRowsOnce() {
    queue.add(half());
    WriteTask first = only();
    first.failed(TestFailures.away());
    WriteTask second = only();
    first.committed(); // its commit was known late
    second.committed();

    assertThat(queue.add(half())).isTrue();
    assertThat(queue.add(half())).as("the room is given back once").isFalse();
  }

  @Test
  void dropsWhatTheDatabaseRefuses() {
    queue.add(half());

    only().failed(TestFailures.refused());

    assertThat(queue.next()).isEmpty();
    assertThat(queue.add(half())).isTrue();
  }
}
