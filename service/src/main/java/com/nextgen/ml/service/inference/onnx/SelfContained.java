package com.nextgen.ml.service.inference.onnx;

import com.nextgen.ml.service.inference.ModelLoadException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Refuses model files whose weights lie in other files: ONNX Runtime would read those relative to
 * wherever the process runs. On its way it sees which operators the file uses.
 *
 * <p>Walks the protocol buffer of the file along the messages that can hold a tensor, by the field
 * numbers of {@code onnx.proto} (ONNX IR version 8 and after), without building them.
 */
public final class SelfContained {
  private static final int DEEPEST = 64;
  private static final int NODE_OPERATOR = 4;
  private static final int TENSOR_EXTERNAL_DATA = 13;
  private static final int TENSOR_DATA_LOCATION = 14;

  private enum Message {
    MODEL,
    GRAPH,
    NODE,
    ATTRIBUTE,
    TENSOR,
    SPARSE_TENSOR,
    FUNCTION,
    TRAINING
  }

  private static final Map<Message, Map<Integer, Message>> CHILDREN =
      Map.of(
          Message.MODEL, Map.of(7, Message.GRAPH, 20, Message.TRAINING, 25, Message.FUNCTION),
          Message.GRAPH, Map.of(1, Message.NODE, 5, Message.TENSOR, 15, Message.SPARSE_TENSOR),
          Message.NODE, Map.of(5, Message.ATTRIBUTE),
          Message.ATTRIBUTE,
              Map.of(
                  5, Message.TENSOR,
                  6, Message.GRAPH,
                  10, Message.TENSOR,
                  11, Message.GRAPH,
                  22, Message.SPARSE_TENSOR,
                  23, Message.SPARSE_TENSOR),
          Message.SPARSE_TENSOR, Map.of(1, Message.TENSOR, 2, Message.TENSOR),
          Message.FUNCTION, Map.of(7, Message.NODE, 11, Message.ATTRIBUTE),
          Message.TRAINING, Map.of(1, Message.GRAPH, 2, Message.GRAPH),
          Message.TENSOR, Map.of());

  private final byte[] bytes;
  private final Set<String> operators = new HashSet<>();
  private int at;

  private SelfContained(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Checks a model file.
   *
   * @return the names of the operators in its graphs and functions
   * @throws ModelLoadException if it is not an ONNX file or has weights in another file
   */
  public static Set<String> check(byte[] onnx) throws ModelLoadException {
    if (onnx.length == 0) {
      throw new ModelLoadException("the model file is empty");
    }
    SelfContained file = new SelfContained(onnx);
    file.walk(Message.MODEL, onnx.length, 0);
    return file.operators;
  }

  private void walk(Message message, int end, int depth) throws ModelLoadException {
    if (depth > DEEPEST) {
      throw notOnnx();
    }
    Map<Integer, Message> children = CHILDREN.getOrDefault(message, Map.of());
    while (at < end) {
      long tag = varint(end);
      int field = (int) (tag >>> 3);
      int wire = (int) tag & 7;
      if (field <= 0) {
        throw notOnnx();
      }
      if (message == Message.TENSOR && field == TENSOR_EXTERNAL_DATA) {
        throw external();
      }
      switch (wire) {
        case 0 -> {
          long value = varint(end);
          if (message == Message.TENSOR && field == TENSOR_DATA_LOCATION && value != 0) {
            throw external();
          }
        }
        case 1 -> skip(8, end);
        case 5 -> skip(4, end);
        case 2 -> {
          long length = varint(end);
          if (length < 0 || length > end - at) {
            throw notOnnx();
          }
          if (message == Message.NODE && field == NODE_OPERATOR) {
            operators.add(new String(bytes, at, (int) length, StandardCharsets.UTF_8));
          }
          Message child = children.get(field);
          if (child == null) {
            at += (int) length;
          } else {
            walk(child, at + (int) length, depth + 1);
          }
        }
        default -> throw notOnnx();
      }
    }
  }

  private void skip(int length, int end) throws ModelLoadException {
    if (length > end - at) {
      throw notOnnx();
    }
    at += length;
  }

  private long varint(int end) throws ModelLoadException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at >= end) {
        throw notOnnx();
      }
      byte next = bytes[at++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw notOnnx();
  }

  private static ModelLoadException notOnnx() {
    return new ModelLoadException("the model file is not an ONNX file, or is damaged");
  }

  private static ModelLoadException external() {
    return new ModelLoadException(
        "the model file keeps weights in another file; save the model as one file");
  }
}
