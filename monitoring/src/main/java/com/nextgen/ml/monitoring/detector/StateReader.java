package com.nextgen.ml.monitoring.detector;

import java.util.Arrays;

/** Reads what {@link StateWriter} writes; nothing is allocated on the word of the bytes. */
public final class StateReader {
  private final byte[] bytes;
  private final int end;
  private int at;

  /** Reads from {@code at} up to and without {@code end}. */
  public StateReader(byte[] bytes, int at, int end) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  /** A finite number. */
  double number() throws StateException {
    double value = Double.longBitsToDouble(whole());
    if (!Double.isFinite(value)) {
      throw new StateException("a number of the state is not finite");
    }
    return value;
  }

  /** Returns a finite number in [least, greatest]. */
  public double number(double least, double greatest) throws StateException {
    double value = number();
    if (value < least || value > greatest) {
      throw new StateException("a number of the state is out of range");
    }
    return value;
  }

  public long whole() throws StateException {
    return fixed(Long.BYTES);
  }

  /** Returns a whole number from 0 to {@code greatest}. */
  public long count(long greatest) throws StateException {
    long value = whole();
    if (value < 0 || value > greatest) {
      throw new StateException("a count of the state is out of range");
    }
    return value;
  }

  /** Returns how many values were seen: far from overflow. */
  public long count() throws StateException {
    return count(1L << 52);
  }

  boolean flag() throws StateException {
    long value = fixed(1);
    if (value > 1) {
      throw new StateException("a flag of the state is neither 0 nor 1");
    }
    return value == 1;
  }

  public long fixed(int size) throws StateException {
    long value = 0;
    for (int i = 0; i < size; i++) {
      if (at == end) {
        throw new StateException("the state ends too early");
      }
      value = (value << 8) | (bytes[at++] & 0xff);
    }
    return value;
  }

  /** Returns the next bytes, if there are so many. */
  public byte[] block(int size) throws StateException {
    if (size > end - at) {
      throw new StateException("the state ends too early");
    }
    at += size;
    return Arrays.copyOfRange(bytes, at - size, at);
  }

  public void finish() throws StateException {
    if (at != end) {
      throw new StateException("bytes follow the state");
    }
  }
}
