package com.nextgen.ml.service.serving;

import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Identifiers that sort by time: UUID version 7 (RFC 9562, section 5.7). Sorted insertion is what
 * makes a log of them cheap to write.
 */
public final class TimeOrderedIds {
  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final LongSupplier millis;
  private final LongSupplier random;

  /**
   * @param millis since 1970
   * @param random 64 random bits
   */
  public TimeOrderedIds(LongSupplier millis, LongSupplier random) {
    this.millis = millis;
    this.random = random;
  }

  /** Returns the time, in milliseconds since 1970. */
  public long millis() {
    return millis.getAsLong();
  }

  /** Returns the next one, in the usual spelling of 36 characters. */
  public String next() {
    long high = (millis.getAsLong() << 16) | VERSION | (random.getAsLong() & 0xfffL);
    long low = VARIANT | (random.getAsLong() & 0x3fff_ffff_ffff_ffffL);
    return new UUID(high, low).toString();
  }
}
