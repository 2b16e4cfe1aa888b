package com.nextgen.ml.service.registry;

import java.util.Locale;

/**
 * How large a file may be that is read whole: what the heap cannot hold is refused by its size, and
 * not found out when the heap is full.
 *
 * @param bytes the limit whatever the heap
 * @param heapPerByte bytes of heap that reading one byte takes, at worst; half the heap is there
 *     for one file
 */
public record ReadLimit(long bytes, int heapPerByte) {
  /** YAML: a node and two marks for a scalar of a few letters. */
  public static final ReadLimit YAML = new ReadLimit(4 << 20, 128);

  /** A baseline: a list or a map for two brackets, eight bytes for a digit and a comma. */
  public static final ReadLimit BASELINE = new ReadLimit(256 << 20, 16);

  public static final ReadLimit ALIASES = new ReadLimit(64 << 10, 128);
  public static final ReadLimit LOG = new ReadLimit(1 << 20, 8);

  private static final long MIB = 1 << 20;

  public ReadLimit {
    if (bytes < 1 || heapPerByte < 1) {
      throw new IllegalArgumentException("a limit must be above 0");
    }
  }

  /** Returns a model file, which is kept as it is. */
  public static ReadLimit model(long bytes) {
    return new ReadLimit(bytes, 1);
  }

  /**
   * Refuses a file that is too large.
   *
   * @param name of the file, for the message
   * @param size its bytes
   * @param heap the bytes that the heap can have, as {@link Runtime#maxMemory} tells
   * @throws RegistryException if it is; the message names the limit and says what to do
   */
  public void check(String name, long size, long heap) throws RegistryException {
    if (size > bytes) {
      throw new RegistryException(
          name + " has " + atLeast(size) + "; the limit is " + atMost(bytes) + ": make it smaller");
    }
    long held = heap / 2 / heapPerByte;
    if (size > held) {
      throw new RegistryException(
          name
              + " has "
              + atLeast(size)
              + "; a heap of "
              + atMost(heap)
              + " takes at most "
              + atMost(held)
              + " of it: raise the heap (-Xmx, or -XX:MaxRAMPercentage), or make it smaller");
    }
  }

  private static String atLeast(long size) {
    return spelled(size, Math.ceil(10.0 * size / MIB) / 10);
  }

  private static String atMost(long size) {
    return spelled(size, Math.floor(10.0 * size / MIB) / 10);
  }

  private static String spelled(long size, double mib) {
    return size < MIB ? size + " bytes" : String.format(Locale.ROOT, "%.1f MiB", mib);
  }
}
