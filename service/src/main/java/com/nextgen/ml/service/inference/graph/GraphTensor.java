package com.nextgen.ml.service.inference.graph;

import java.nio.ByteBuffer;

/** A constant tensor of numbers. */
record GraphTensor(String name, Numbers shape, Numbers values) {
  static final int FLOAT = 1;
  static final int UINT8 = 2;
  static final int INT32 = 6;
  static final int INT64 = 7;
  static final int STRING = 8;
  static final int BOOL = 9;
  static final int DOUBLE = 11;

  /** Reads a {@code TensorProto}; of types without use here the values are left out. */
  static GraphTensor read(WireReader from) throws UnreadableGraphException {
    Numbers shape = new Numbers();
    Numbers values = new Numbers();
    String name = "";
    int type = 0;
    ByteBuffer raw = null;
    for (int field = from.next(); field != 0; field = from.next()) {
      switch (field) {
        case 1 -> from.numbers(shape);
        case 2 -> type = (int) from.number();
        case 4 -> from.floats(values);
        case 5, 7 -> from.numbers(values);
        case 8 -> name = from.text();
        case 9 -> raw = from.message();
        case 10 -> from.doubles(values);
        default -> from.skip();
      }
    }
    if (raw != null) {
      while (raw.remaining() >= size(type)) {
        values.add(value(raw, type));
      }
    }
    return new GraphTensor(name, shape, values);
  }

  private static int size(int type) {
    return switch (type) {
      case UINT8, BOOL -> 1;
      case FLOAT, INT32 -> 4;
      case INT64, DOUBLE -> 8;
      default -> Integer.MAX_VALUE;
    };
  }

  private static double value(ByteBuffer raw, int type) {
    return switch (type) {
      case UINT8, BOOL -> raw.get() & 0xff;
      case FLOAT -> raw.getFloat();
      case INT32 -> raw.getInt();
      case INT64 -> (double) raw.getLong();
      default -> raw.getDouble();
    };
  }
}
