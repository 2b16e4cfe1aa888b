package com.nextgen.ml.benchmarks.store;

import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.table.StoredPrediction;
import com.nextgen.ml.service.store.table.VersionRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Rows of a log as the service writes them: ids ordered by time, twenty bins, no features. */
final class FilledLog {
  static final String MODEL = "twenty-features";
  private static final int TOGETHER = 4_096;
  private static final int FEATURES = 20;

  /** A row a tenth of a millisecond: 10 million are a quarter of an hour. */
  private static final int ROWS_A_MILLI = 10;

  private final long began = System.currentTimeMillis() - 3_600_000;
  private int filled;

  FilledLog(Path registry) {
    if (!registry.resolve(MODEL).toFile().isDirectory()) {
      throw new IllegalArgumentException("there is no model " + MODEL + " in " + registry);
    }
  }

  static void await(Store store) throws InterruptedException {
    while (!store.health().isAvailable()) {
      Thread.sleep(10);
    }
  }

  /** How many rows there are. */
  int size() {
    return filled;
  }

  /** The id of a row: UUID version 7, the same each time. */
  String id(int row) {
    SplittableRandom random = new SplittableRandom(row);
    long millis = began + row / ROWS_A_MILLI;
    // Within a millisecond ids are in no order, as the service's are.
    return new UUID(
            (millis << 16) | 0x7000L | (random.nextLong() & 0xfffL),
            0x8000_0000_0000_0000L | (random.nextLong() >>> 2))
        .toString();
  }

  /** Adds rows until there are this many; returns how many that were. */
  int fill(Store store, int size) {
    int before = filled;
    while (filled < size) {
      int from = filled;
      int to = Math.min(size, from + TOGETHER);
      store
          .write(
              Durability.UNSYNCED,
              transaction -> {
                long model = transaction.models().key(MODEL);
                long version =
                    transaction.models().versionKey(new VersionRow(MODEL, 1, List.of("0", "1")));
                List<StoredPrediction> rows = new ArrayList<>(to - from);
                for (int row = from; row < to; row++) {
                  rows.add(row(row, model, version));
                }
                transaction.predictions().insert(rows);
                return null;
              })
          .join();
      filled = to;
    }
    return filled - before;
  }

  @SuppressWarnings("NullAway") // javac 17 cannot see the annotation on a compiled array type
  private StoredPrediction row(int row, long model, long version) {
    byte[] bins = new byte[FEATURES];
    for (int i = 0; i < FEATURES; i++) {
      bins[i] = (byte) (row * 31 + i * 17);
    }
    return new StoredPrediction(
        model,
        id(row),
        version,
        began + row / ROWS_A_MILLI,
        row & 1,
        (row % 1_000) / 1_000.0,
        row % 200,
        bins,
        null,
        null,
        null,
        null,
        null);
  }
}
