package com.nextgen.ml.service.inference.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads one message of a protocol buffer, field after field. Nothing is trusted: every length is
 * held to the bytes that are there.
 */
final class WireReader {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final ByteBuffer bytes;
  private int field;
  private int wire;

  WireReader(ByteBuffer bytes) {
    this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Goes to the next field, and returns its number, or 0 at the end. */
  int next() throws UnreadableGraphException {
    if (!bytes.hasRemaining()) {
      return 0;
    }
    long tag = varint();
    field = (int) (tag >>> 3);
    wire = (int) tag & 7;
    if (field <= 0 || tag >>> 32 != 0) {
      throw damaged();
    }
    return field;
  }

  /** Leaves the field out. */
  void skip() throws UnreadableGraphException {
    switch (wire) {
      case VARINT -> varint();
      case FIXED64 -> take(8);
      case BYTES -> message();
      case FIXED32 -> take(4);
      default -> throw damaged();
    }
  }

  long number() throws UnreadableGraphException {
    expect(VARINT);
    return varint();
  }

  float real() throws UnreadableGraphException {
    expect(FIXED32);
    return take(4).getFloat();
  }

  String text() throws UnreadableGraphException {
    return StandardCharsets.UTF_8.decode(message()).toString();
  }

  WireReader reader() throws UnreadableGraphException {
    return new WireReader(message());
  }

  /** Returns the bytes of the field. */
  ByteBuffer message() throws UnreadableGraphException {
    expect(BYTES);
    long length = varint();
    if (length < 0 || length > bytes.remaining()) {
      throw damaged();
    }
    return take((int) length);
  }

  /** Adds numbers that stand one by one or packed. */
  void numbers(Numbers to) throws UnreadableGraphException {
    if (wire == VARINT) {
      to.add((double) varint());
      return;
    }
    WireReader packed = reader();
    while (packed.bytes.hasRemaining()) {
      to.add((double) packed.varint());
    }
  }

  /** Adds floats that stand one by one or packed. */
  void floats(Numbers to) throws UnreadableGraphException {
    if (wire == FIXED32) {
      to.add(take(4).getFloat());
      return;
    }
    ByteBuffer packed = message();
    whole(packed, Float.BYTES);
    while (packed.hasRemaining()) {
      to.add(packed.getFloat());
    }
  }

  /** Adds doubles that stand one by one or packed. */
  void doubles(Numbers to) throws UnreadableGraphException {
    if (wire == FIXED64) {
      to.add(take(8).getDouble());
      return;
    }
    ByteBuffer packed = message();
    whole(packed, Double.BYTES);
    while (packed.hasRemaining()) {
      to.add(packed.getDouble());
    }
  }

  private static void whole(ByteBuffer packed, int size) throws UnreadableGraphException {
    if (packed.remaining() % size != 0) {
      throw damaged();
    }
  }

  private void expect(int expected) throws UnreadableGraphException {
    if (wire != expected) {
      throw damaged();
    }
  }

  private ByteBuffer take(int length) throws UnreadableGraphException {
    if (length > bytes.remaining()) {
      throw damaged();
    }
    ByteBuffer taken = bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(bytes.position() + length);
    return taken;
  }

  private long varint() throws UnreadableGraphException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (!bytes.hasRemaining()) {
        throw damaged();
      }
      byte next = bytes.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw damaged();
  }

  static UnreadableGraphException damaged() {
    return new UnreadableGraphException("the model file is not an ONNX file, or is damaged");
  }
}
