package com.nextgen.ml.service.http.inference;

import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.suggest.UnknownName;
import java.util.Arrays;

/** The tensor datatypes of the Open Inference Protocol that are taken. */
enum Datatype {
  FP32(4),
  FP64(8),
  INT8(1, Byte.MIN_VALUE, Byte.MAX_VALUE),
  INT16(2, Short.MIN_VALUE, Short.MAX_VALUE),
  INT32(4, Integer.MIN_VALUE, Integer.MAX_VALUE),
  INT64(8, Long.MIN_VALUE, Long.MAX_VALUE),
  UINT8(1, 0, 0xff),
  UINT16(2, 0, 0xffff),
  UINT32(4, 0, 0xffff_ffffL),
  UINT64(8, 0, Long.MAX_VALUE),
  BOOL(1),
  BYTES(0);

  private final int size;
  private final boolean integer;
  private final long least;
  private final long most;

  Datatype(int size) {
    this.size = size;
    this.integer = false;
    this.least = 0;
    this.most = 0;
  }

  Datatype(int size, long least, long most) {
    this.size = size;
    this.integer = true;
    this.least = least;
    this.most = most;
  }

  /** Bytes of a value in binary; 0 if they differ. */
  int size() {
    return size;
  }

  /** Whether values are numbers. */
  boolean isNumeric() {
    return this != BOOL && this != BYTES;
  }

  boolean isInteger() {
    return integer;
  }

  /** Whether an integer type has this value; the upper half of UINT64 is no {@code long}. */
  boolean has(long value) {
    return value >= least && value <= most;
  }

  /**
   * Reads a spelling.
   *
   * @param input names the tensor in the error
   */
  static Datatype parse(String code, String input) {
    for (Datatype datatype : values()) {
      if (datatype.name().equals(code)) {
        return datatype;
      }
    }
    throw HttpProblem.invalid(
        "input '"
            + Messages.quoted(input)
            + "': "
            + UnknownName.choice(
                "datatype", code, Arrays.stream(values()).map(Datatype::name).toList()));
  }
}
