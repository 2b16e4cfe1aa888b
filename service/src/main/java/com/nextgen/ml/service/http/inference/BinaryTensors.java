package com.nextgen.ml.service.http.inference;

import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.serving.Columns;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/**
 * The tensors that follow a request's JSON in binary, one after the other in the order of the
 * inputs that announce them with {@code binary_data_size}.
 *
 * <pre>
 *   JSON, Inference-Header-Content-Length bytes │ data of one input │ data of the next …
 *
 *   numbers  little-endian, row after row          BOOL  a byte, 0 or 1
 *   BYTES    for each value 4 bytes of length, little-endian, then UTF-8
 * </pre>
 */
final class BinaryTensors {
  static final String SIZE = "binary_data_size";

  private static final int MAX_TEXT = 65_536;

  private final ByteBuffer data;
  private final boolean none;
  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();

  BinaryTensors(RequestBody body) {
    data =
        ByteBuffer.wrap(body.bytes(), body.jsonLength(), body.bytes().length - body.jsonLength())
            .order(ByteOrder.LITTLE_ENDIAN);
    none = !data.hasRemaining();
  }

  /**
   * Reads the next tensor.
   *
   * @param size of its data in bytes, as the request says
   * @throws HttpProblem 400 naming input, feature and row
   */
  void read(TensorValues values, long size) {
    TensorHeader header = values.header();
    if (size > data.remaining()) {
      throw HttpProblem.invalid(
          header
              + ": "
              + SIZE
              + " is "
              + size
              + ", but "
              + data.remaining()
              + " bytes of binary data are left"
              + (none ? "; '" + OpenInferenceRoutes.JSON_LENGTH + "' says where they begin" : ""));
    }
    long needed = (long) values.count() * values.width() * header.datatype().size();
    if (header.datatype().size() > 0 && size != needed) {
      throw HttpProblem.invalid(
          header + ": " + SIZE + " is " + size + ", but its shape and datatype need " + needed);
    }
    int end = data.position() + (int) size;
    for (int row = 0; row < values.count(); row++) {
      for (int i = 0; i < values.width(); i++) {
        Columns.Column column = values.column(i);
        try {
          value(values, row, column, end);
        } catch (HttpProblem problem) {
          throw problem.ofFeature(column.feature().name());
        }
      }
    }
    if (data.position() != end) {
      throw HttpProblem.invalid(
          header + ": " + (end - data.position()) + " bytes follow the last value in binary");
    }
  }

  /** Fails if there are data of no input. */
  void end() {
    if (data.hasRemaining()) {
      throw HttpProblem.invalid(
          data.remaining()
              + " bytes of binary data belong to no input; each input in binary has "
              + SIZE
              + " in its parameters");
    }
  }

  private void value(TensorValues values, int row, Columns.Column column, int end) {
    switch (values.header().datatype()) {
      case FP32 -> values.real(row, column, number(data.getFloat()));
      case FP64 -> values.real(row, column, number(data.getDouble()));
      case INT8 -> values.integer(row, column, data.get());
      case INT16 -> values.integer(row, column, data.getShort());
      case INT32 -> values.integer(row, column, data.getInt());
      case INT64 -> values.integer(row, column, data.getLong());
      case UINT8 -> values.integer(row, column, Byte.toUnsignedLong(data.get()));
      case UINT16 -> values.integer(row, column, Short.toUnsignedLong(data.getShort()));
      case UINT32 -> values.integer(row, column, Integer.toUnsignedLong(data.getInt()));
      case UINT64 -> unsigned(values, row, column, data.getLong());
      case BOOL -> bool(values, row, column, data.get());
      case BYTES -> values.text(row, column, text(values, row, column, end));
    }
  }

  /** A NaN is a NaN, whatever is in it: one of them stands for a missing value here. */
  private static double number(double value) {
    return Double.isNaN(value) ? Double.NaN : value;
  }

  private static void unsigned(TensorValues values, int row, Columns.Column column, long bits) {
    if (bits >= 0) {
      values.integer(row, column, bits);
    } else {
      values.integer(row, column, new BigInteger(Long.toUnsignedString(bits)));
    }
  }

  private static void bool(TensorValues values, int row, Columns.Column column, byte value) {
    if (value != 0 && value != 1) {
      throw HttpProblem.invalid(
          values.header().what(column.feature(), row) + " must be the byte 0 or 1, not " + value);
    }
    values.bool(row, column, value == 1);
  }

  private String text(TensorValues values, int row, Columns.Column column, int end) {
    int left = end - data.position() - Integer.BYTES;
    int length = left < 0 ? -1 : data.getInt();
    if (length < 0 || length > left) {
      throw HttpProblem.invalid(
          values.header().what(column.feature(), row)
              + (left < 0 ? " is absent: " : " has a length that does not fit: ")
              + "the input's binary data end after "
              + Math.max(0, left)
              + " more bytes");
    }
    if (length > MAX_TEXT) {
      throw HttpProblem.invalid(
          values.header().what(column.feature(), row) + " is longer than " + MAX_TEXT + " bytes");
    }
    try {
      String text = utf8.decode(data.slice(data.position(), length)).toString();
      data.position(data.position() + length);
      return text;
    } catch (CharacterCodingException e) {
      throw HttpProblem.invalid(
          values.header().what(column.feature(), row) + " is not text in UTF-8");
    }
  }
}
