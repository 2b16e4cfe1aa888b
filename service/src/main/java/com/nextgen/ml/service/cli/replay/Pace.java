package com.nextgen.ml.service.cli.replay;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When the rows of a replay are due. */
sealed interface Pace {

  /**
   * Returns how long after the beginning a row is due.
   *
   * @param index of the row, from 0
   * @param time of the row; null if the data have no times
   * @param first the time of the first row; null if the data have no times
   */
  Duration due(long index, @Nullable Instant time, @Nullable Instant first);

  /** As fast as the service answers. */
  record Unbounded() implements Pace {
    @Override
    public Duration due(long index, @Nullable Instant time, @Nullable Instant first) {
      return Duration.ZERO;
    }
  }

  /** This many rows a second. */
  record Rate(double rowsASecond) implements Pace {
    public Rate {
      if (!(rowsASecond > 0 && rowsASecond <= 1e7)) {
        throw new IllegalArgumentException("--rate must be above 0");
      }
    }

    @Override
    public Duration due(long index, @Nullable Instant time, @Nullable Instant first) {
      return Duration.ofNanos((long) (1e9 * index / rowsASecond));
    }
  }

  /** The data's own times, this many times faster. */
  record Speed(double times) implements Pace {
    public Speed {
      if (!(times > 0 && times <= 1e12)) {
        throw new IllegalArgumentException("--speed must be above 0");
      }
    }

    @Override
    public Duration due(long index, @Nullable Instant time, @Nullable Instant first) {
      if (time == null || first == null) {
        throw new IllegalArgumentException("--speed needs --time-column");
      }
      return Duration.ofMillis((long) (Duration.between(first, time).toMillis() / times));
    }
  }
}
