package com.nextgen.ml.service.inference.loading;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How model files are opened.
 *
 * @param probing whether a file that was never opened before is opened in another process first
 * @param state the directory in which is kept what is known of files; null for this process only
 * @param within how long a version may take to be opened and run once, in the other process and in
 *     this one
 * @param memoryBytes how much a model may take in the other process, beside its file
 */
public record LoadSettings(
    Probing probing, @Nullable Path state, Duration within, long memoryBytes) {
  private static final Duration MIN_WITHIN = Duration.ofSeconds(1);
  private static final Duration MAX_WITHIN = Duration.ofHours(1);

  /** What happens to a file that was never opened before. */
  public enum Probing {
    /** It is opened in another process first, in this one if none can be started. */
    PREFERRED,
    /** It is opened in another process first, and refused if none can be started. */
    REQUIRED,
    /** It is opened in this process at once. */
    OFF
  }

  /** For files that are known to be good: opened at once, within a minute. */
  public static final LoadSettings DIRECT =
      new LoadSettings(Probing.OFF, null, Duration.ofMinutes(1), 1L << 30);

  public LoadSettings {
    if (within.compareTo(MIN_WITHIN) < 0 || within.compareTo(MAX_WITHIN) > 0) {
      throw new IllegalArgumentException("the time to load must be 1s to 1h");
    }
    if (memoryBytes < 1 << 20) {
      throw new IllegalArgumentException("the memory to load with must be 1m or more");
    }
  }
}
