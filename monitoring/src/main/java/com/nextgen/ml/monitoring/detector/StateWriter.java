package com.nextgen.ml.monitoring.detector;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes numbers as {@link DetectorCodec} describes them. */
public final class StateWriter {
  private byte[] bytes = new byte[128];
  private int length;

  public void number(double value) {
    whole(Double.doubleToRawLongBits(value));
  }

  public void whole(long value) {
    fixed(value, Long.BYTES);
  }

  void name(Enum<?> value) {
    byte[] name = value.name().getBytes(StandardCharsets.US_ASCII);
    fixed(name.length, 1);
    block(name);
  }

  void flag(boolean value) {
    fixed(value ? 1 : 0, 1);
  }

  /** The last {@code size} bytes of {@code value}, the highest first. */
  public void fixed(long value, int size) {
    for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * length);
      }
      bytes[length++] = (byte) (value >>> shift);
    }
  }

  public void block(byte[] block) {
    for (byte b : block) {
      fixed(b, 1);
    }
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }
}
