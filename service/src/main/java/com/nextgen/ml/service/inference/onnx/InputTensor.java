package com.nextgen.ml.service.inference.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.inference.InferenceException;
import java.nio.ByteBuffer;

/**
 * Fills one input tensor from rows: all features of a matrix, or one feature.
 *
 * @param cells the features, in the order of the tensor's columns
 * @param vector whether the shape is {@code [n]}; else {@code [n, columns]}
 */
@SuppressWarnings("ArrayRecordComponent") // a plan that is made once and never compared
record InputTensor(String name, OnnxJavaType type, InputCell[] cells, boolean vector) {

  /** Bytes that {@link #tensor} needs of a buffer for a row; 0 for texts. */
  int bytesPerRow() {
    return type == OnnxJavaType.STRING ? 0 : type.size * cells.length;
  }

  /**
   * Makes the tensor of rows {@code from} to {@code to}.
   *
   * @param buffer direct, in native order, with room for these rows; not to be changed while the
   *     tensor is open
   * @throws InferenceException if a value cannot be given to the tensor
   */
  OnnxTensor tensor(OrtEnvironment environment, RowBlock rows, int from, int to, ByteBuffer buffer)
      throws OrtException, InferenceException {
    int n = to - from;
    long[] shape = vector ? new long[] {n} : new long[] {n, cells.length};
    if (type == OnnxJavaType.STRING) {
      return OnnxTensor.createTensor(environment, texts(rows, from, to), shape);
    }
    buffer.clear();
    fill(rows, from, to, buffer);
    buffer.flip();
    return switch (type) {
      case FLOAT -> OnnxTensor.createTensor(environment, buffer.asFloatBuffer(), shape);
      case DOUBLE -> OnnxTensor.createTensor(environment, buffer.asDoubleBuffer(), shape);
      case INT64 -> OnnxTensor.createTensor(environment, buffer.asLongBuffer(), shape);
      case INT32 -> OnnxTensor.createTensor(environment, buffer.asIntBuffer(), shape);
      default -> OnnxTensor.createTensor(environment, buffer, shape, type);
    };
  }

  private void fill(RowBlock rows, int from, int to, ByteBuffer buffer) throws InferenceException {
    int width = rows.numericWidth();
    if (type == OnnxJavaType.FLOAT && isRowAsItStands(width)) {
      double[] numbers = rows.numeric();
      for (int i = from * width; i < to * width; i++) {
        buffer.putFloat((float) numbers[i]);
      }
      return;
    }
    int textWidth = rows.categoricalWidth();
    for (int row = from; row < to; row++) {
      for (InputCell cell : cells) {
        put(cell, rows, row * width, row * textWidth, buffer);
      }
    }
  }

  private void put(InputCell cell, RowBlock rows, int numbers, int texts, ByteBuffer buffer)
      throws InferenceException {
    switch (type) {
      case FLOAT -> buffer.putFloat((float) cell.number(rows, numbers, texts));
      case DOUBLE -> buffer.putDouble(cell.number(rows, numbers, texts));
      case INT64 ->
          buffer.putLong(cell.integer(rows, numbers, texts, Long.MIN_VALUE, Long.MAX_VALUE));
      case INT32 ->
          buffer.putInt(
              (int) cell.integer(rows, numbers, texts, Integer.MIN_VALUE, Integer.MAX_VALUE));
      default -> buffer.put((byte) cell.integer(rows, numbers, texts, 0, 1));
    }
  }

  /** Whether all features are numbers, so that a row's numbers are the tensor's columns. */
  private boolean isRowAsItStands(int width) {
    return width == cells.length && cells[width - 1].feature().isNumeric();
  }

  private String[] texts(RowBlock rows, int from, int to) {
    int width = rows.categoricalWidth();
    String[] texts = new String[(to - from) * cells.length];
    int i = 0;
    for (int row = from; row < to; row++) {
      for (InputCell cell : cells) {
        texts[i++] = cell.text(rows, row * width);
      }
    }
    return texts;
  }
}
