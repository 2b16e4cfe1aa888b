package com.nextgen.ml.service.http.inference;

import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.http.HttpProblem;
import java.util.Arrays;

/** The tensor datatypes of the Open Inference Protocol that models with named features use. */
enum Datatype {
  FP32,
  FP64,
  INT32,
  INT64,
  BOOL,
  BYTES;

  /** Whether values are numbers. */
  boolean isNumeric() {
    return this != BOOL && this != BYTES;
  }

  boolean isInteger() {
    return this == INT32 || this == INT64;
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
            + "': datatype '"
            + Messages.quoted(code)
            + "' is not one of "
            + Arrays.toString(values()));
  }
}
