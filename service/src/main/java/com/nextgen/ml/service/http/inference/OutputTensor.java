package com.nextgen.ml.service.http.inference;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.service.inference.TensorSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One output of a version, as JSON or in binary: its labels, or numbers of a row. */
final class OutputTensor {
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

  private final TensorSpec spec;
  private final boolean isLabel;
  private final boolean hasAllClasses;
  private final List<String> classes;

  /** The number of each class; its place where classes are no whole numbers. */
  private final long[] numbers;

  private final int trueIndex;

  OutputTensor(TensorSpec spec, ModelSchema schema) {
    this.spec = spec;
    boolean classification = schema.task().isClassification();
    isLabel = classification && !spec.datatype().startsWith("FP");
    int rank = spec.shape().size();
    hasAllClasses = classification && !isLabel && rank > 1 && spec.shape().get(rank - 1) != 1;
    classes = schema.classes();
    boolean whole = classes.stream().allMatch(name -> WHOLE.matcher(name).matches());
    numbers = new long[classes.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = whole ? Long.parseLong(classes.get(i)) : i;
    }
    trueIndex = classes.contains("true") ? classes.indexOf("true") : 1;
  }

  String name() {
    return spec.name();
  }

  /**
   * Writes its object.
   *
   * @param binary where its data go in binary; null to write them as JSON
   */
  void write(JsonGenerator out, PredictionBlock predictions, @Nullable BinaryOutputs binary)
      throws IOException {
    double[] scores = hasAllClasses ? predictions.scores() : null;
    out.writeStartObject();
    out.writeStringField("name", spec.name());
    out.writeStringField("datatype", spec.datatype());
    out.writeArrayFieldStart("shape");
    out.writeNumber(predictions.rows());
    if (scores != null) {
      out.writeNumber(classes.size());
    } else if (spec.shape().size() > 1) {
      out.writeNumber(1);
    }
    out.writeEndArray();
    double[] values = scores == null ? predictions.score() : scores;
    if (binary != null && (!isLabel || isDecided(predictions))) {
      out.writeObjectFieldStart("parameters");
      byte[] data = isLabel ? labelBytes(predictions.classIndex()) : numberBytes(values);
      out.writeNumberField(BinaryTensors.SIZE, data.length);
      out.writeEndObject();
      binary.add(data);
    } else {
      out.writeArrayFieldStart("data");
      if (isLabel) {
        labels(out, predictions.classIndex());
      } else {
        numbers(out, values);
      }
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  /** Whether each row has a class: binary has no way to say that there is none. */
  private static boolean isDecided(PredictionBlock predictions) {
    for (int index : predictions.classIndex()) {
      if (index < 0) {
        return false;
      }
    }
    return true;
  }

  private void labels(JsonGenerator out, int[] classIndex) throws IOException {
    for (int index : classIndex) {
      if (index < 0) {
        out.writeNull(); // the model's score is NaN
        continue;
      }
      switch (spec.datatype()) {
        case "BYTES" -> out.writeString(classes.get(index));
        case "BOOL" -> out.writeBoolean(index == trueIndex);
        default -> out.writeNumber(numbers[index]);
      }
    }
  }

  private void numbers(JsonGenerator out, double[] values) throws IOException {
    boolean single = spec.datatype().equals("FP32");
    for (double value : values) {
      if (!Double.isFinite(value)) {
        out.writeNull();
      } else if (single) {
        out.writeNumber((float) value);
      } else if (spec.datatype().startsWith("INT")) {
        out.writeNumber((long) value);
      } else {
        out.writeNumber(value);
      }
    }
  }

  private byte[] labelBytes(int[] classIndex) {
    if (spec.datatype().equals("BYTES")) {
      return textBytes(classIndex);
    }
    boolean bool = spec.datatype().equals("BOOL");
    byte[] bytes = bytes(classIndex.length);
    ByteBuffer data = littleEndian(bytes);
    for (int index : classIndex) {
      if (bool) {
        data.put((byte) (index == trueIndex ? 1 : 0));
      } else {
        put(data, numbers[index]);
      }
    }
    return bytes;
  }

  private byte[] textBytes(int[] classIndex) {
    byte[][] names = new byte[classes.size()][];
    int size = 0;
    for (int index : classIndex) {
      if (names[index] == null) {
        names[index] = classes.get(index).getBytes(StandardCharsets.UTF_8);
      }
      size += Integer.BYTES + names[index].length;
    }
    byte[] bytes = new byte[size];
    ByteBuffer data = littleEndian(bytes);
    for (int index : classIndex) {
      data.putInt(names[index].length).put(names[index]);
    }
    return bytes;
  }

  private byte[] numberBytes(double[] values) {
    byte[] bytes = bytes(values.length);
    ByteBuffer data = littleEndian(bytes);
    for (double value : values) {
      switch (spec.datatype()) {
        case "FP32" -> data.putFloat((float) value);
        case "FP64" -> data.putDouble(value);
        default -> put(data, (long) value);
      }
    }
    return bytes;
  }

  private void put(ByteBuffer data, long value) {
    if (spec.datatype().equals("INT32")) {
      data.putInt((int) value);
    } else {
      data.putLong(value);
    }
  }

  private byte[] bytes(int values) {
    return new byte
        [Math.multiplyExact(values, Datatype.parse(spec.datatype(), spec.name()).size())];
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
