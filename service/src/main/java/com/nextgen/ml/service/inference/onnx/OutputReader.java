package com.nextgen.ml.service.inference.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.inference.InferenceException;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the outputs of a call as numbers and class indexes. */
final class OutputReader {
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

  private final ModelSchema schema;

  /** Whether integers name classes; else they are places in the list of classes. */
  private final boolean integersAreNames;

  OutputReader(ModelSchema schema) {
    this.schema = schema;
    this.integersAreNames =
        Stream.concat(schema.classes().stream(), schema.labelSpellings().keySet().stream())
            .anyMatch(name -> WHOLE.matcher(name).matches());
  }

  /**
   * The numbers of an output, row after row; a map's in class order.
   *
   * @param rows how many rows the call had
   */
  double[] numbers(OnnxValue output, int rows) throws OrtException, InferenceException {
    if (output instanceof OnnxSequence sequence) {
      return maps(sequence, rows);
    }
    return numbers(output);
  }

  /** The numbers of a tensor. */
  static double[] numbers(OnnxValue output) throws OrtException, InferenceException {
    if (!(output instanceof OnnxTensor tensor)) {
      throw new InferenceException("the model answered with something that is no tensor");
    }
    switch (tensor.getInfo().type) {
      case FLOAT -> {
        FloatBuffer floats = tensor.getFloatBuffer();
        double[] numbers = new double[floats.remaining()];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = floats.get(i);
        }
        return numbers;
      }
      case DOUBLE -> {
        DoubleBuffer doubles = tensor.getDoubleBuffer();
        double[] numbers = new double[doubles.remaining()];
        doubles.get(numbers);
        return numbers;
      }
      case INT64 -> {
        LongBuffer longs = tensor.getLongBuffer();
        double[] numbers = new double[longs.remaining()];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = longs.get(i);
        }
        return numbers;
      }
      default -> {
        IntBuffer ints = tensor.getIntBuffer();
        double[] numbers = new double[ints.remaining()];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = ints.get(i);
        }
        return numbers;
      }
    }
  }

  /** The integers of a tensor. */
  static long[] integers(OnnxTensor tensor) {
    if (tensor.getInfo().type == OnnxJavaType.INT64) {
      LongBuffer longs = tensor.getLongBuffer();
      long[] all = new long[longs.remaining()];
      longs.get(all);
      return all;
    }
    IntBuffer ints = tensor.getIntBuffer();
    long[] all = new long[ints.remaining()];
    Arrays.setAll(all, ints::get);
    return all;
  }

  /** The class index of each row's label. */
  int[] labels(OnnxValue output, int rows) throws OrtException, InferenceException {
    int[] labels = new int[rows];
    OnnxTensor tensor = (OnnxTensor) output;
    if (tensor.getInfo().getNumElements() != rows) {
      throw wrongShape(tensor.getInfo().getNumElements(), rows);
    }
    switch (tensor.getInfo().type) {
      case STRING -> {
        int i = 0;
        for (Object text : flat(tensor.getValue())) {
          labels[i++] = named(String.valueOf(text));
        }
      }
      case BOOL -> {
        java.nio.ByteBuffer bytes = tensor.getByteBuffer();
        for (int i = 0; i < rows; i++) {
          labels[i] = named(Boolean.toString(bytes.get(i) != 0));
        }
      }
      default -> {
        long[] integers = integers(tensor);
        for (int i = 0; i < rows; i++) {
          labels[i] = integer(integers[i]);
        }
      }
    }
    return labels;
  }

  static Object[] flat(Object value) {
    if (value instanceof String[][] columns) {
      Object[] texts = new Object[columns.length];
      for (int i = 0; i < texts.length; i++) {
        texts[i] = columns[i][0];
      }
      return texts;
    }
    return value instanceof Object[] texts ? texts : new Object[] {value};
  }

  private double[] maps(OnnxSequence sequence, int rows) throws OrtException, InferenceException {
    int classes = schema.classes().size();
    double[] scores = new double[rows * classes];
    java.util.List<? extends OnnxValue> maps = sequence.getValue();
    try {
      if (maps.size() != rows) {
        throw wrongShape(maps.size(), rows);
      }
      for (int row = 0; row < rows; row++) {
        Map<?, ?> map = ((OnnxMap) maps.get(row)).getValue();
        if (map.size() != classes) {
          throw wrongShape((long) map.size() * rows, rows);
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          int index =
              entry.getKey() instanceof Long number
                  ? integer(number)
                  : named(String.valueOf(entry.getKey()));
          scores[row * classes + index] = ((Number) entry.getValue()).doubleValue();
        }
      }
    } finally {
      maps.forEach(OnnxValue::close);
    }
    return scores;
  }

  private int integer(long label) throws InferenceException {
    if (integersAreNames) {
      return named(Long.toString(label));
    }
    if (label < 0 || label >= schema.classes().size()) {
      throw unknown(Long.toString(label));
    }
    return (int) label;
  }

  private int named(String label) throws InferenceException {
    int index = schema.classIndex(label).orElse(-1);
    if (index < 0) {
      throw unknown(label);
    }
    return index;
  }

  private InferenceException unknown(String label) {
    return new InferenceException(
        "the model answered with the label '"
            + Messages.quoted(label)
            + "', which is no class; the classes are "
            + String.join(", ", schema.classes().stream().limit(20).toList()));
  }

  static InferenceException wrongShape(long values, int rows) {
    return new InferenceException(
        "the model answered with " + values + " values for " + rows + " rows");
  }
}
