package com.nextgen.ml.monitoring.baseline.capture;

import com.nextgen.ml.monitoring.schema.policy.Window;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What tells which training rows belong together. Each row has a key of 64 bits: the hash of its
 * cluster, or its time in milliseconds.
 */
public sealed interface Blocking {
  /** The key of a row of which nothing is known; it belongs to no block. */
  long UNKNOWN = Long.MIN_VALUE;

  /** Nothing: rows are taken for independent. */
  record Independent() implements Blocking {}

  /**
   * Rows of one user, request or shop.
   *
   * @param column whose values say which
   */
  record Clusters(String column) implements Blocking {

    /** Returns the key of a value; null is unknown. */
    public static long key(@Nullable String value) {
      if (value == null) {
        return UNKNOWN;
      }
      long hash = 0xcbf29ce484222325L;
      for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
        hash = (hash ^ b) * 0x100000001b3L;
      }
      // MurmurHash3's finaliser, since FNV mixes its low bits poorly.
      hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
      hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
      hash ^= hash >>> 33;
      return hash == UNKNOWN ? 0 : hash;
    }
  }

  /**
   * Rows of one stretch of time.
   *
   * @param column of the times
   * @param windows the lengths of time over which rows will be judged
   */
  record Times(String column, List<Window> windows) implements Blocking {

    public Times {
      windows = List.copyOf(windows);
    }

    /** Returns the key of a time; null is unknown. */
    public static long key(@Nullable Instant time) {
      return time == null ? UNKNOWN : time.toEpochMilli();
    }
  }
}
