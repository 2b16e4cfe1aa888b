package com.nextgen.ml.service.inference.onnx;

import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import com.nextgen.ml.service.inference.InferenceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model's file says of rows, before any meaning is given to it. It does not copy its arrays.
 *
 * @param rows how many
 * @param labels of each row as it is spelled, integers in decimals; null if the file gives none
 * @param labelsAreIntegers whether the file gives them as integers
 * @param scores row after row; empty if the file gives none
 * @param width how many scores a row has
 * @param names of the columns of the scores, where the file names them; else empty
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record RawOutputs(
    int rows,
    @Nullable List<String> labels,
    boolean labelsAreIntegers,
    double[] scores,
    int width,
    List<String> names) {

  /** Returns the outputs of all rows, in their order. */
  public static RawOutputs joined(List<RawOutputs> parts) {
    RawOutputs first = parts.get(0);
    List<String> labels = new ArrayList<>();
    int rows = 0;
    int filled = 0;
    for (RawOutputs part : parts) {
      rows += part.rows;
      filled += part.scores.length;
      if (part.labels != null) {
        labels.addAll(part.labels);
      }
    }
    double[] scores = new double[filled];
    filled = 0;
    for (RawOutputs part : parts) {
      System.arraycopy(part.scores, 0, scores, filled, part.scores.length);
      filled += part.scores.length;
    }
    return new RawOutputs(
        rows,
        first.labels == null ? null : labels,
        first.labelsAreIntegers,
        scores,
        first.width,
        first.names);
  }

  /** Collects the outputs of a call's parts. */
  static final class Builder {
    private final int rows;
    private final List<String> labels = new ArrayList<>();
    private boolean integers;
    private double[] scores = {};
    private int width;
    private int filled;
    private List<String> names = List.of();

    Builder(int rows) {
      this.rows = rows;
    }

    void add(@Nullable OnnxValue label, @Nullable OnnxValue score, int n)
        throws OrtException, InferenceException {
      if (label instanceof OnnxTensor tensor) {
        addLabels(tensor, n);
      }
      if (score instanceof OnnxSequence maps) {
        addMaps(maps, n);
      } else if (score != null) {
        addScores(OutputReader.numbers(score), n);
      }
    }

    private void addLabels(OnnxTensor tensor, int n) throws OrtException, InferenceException {
      int before = labels.size();
      switch (tensor.getInfo().type) {
        case STRING -> {
          for (Object text : OutputReader.flat(tensor.getValue())) {
            labels.add(String.valueOf(text));
          }
        }
        case BOOL -> {
          java.nio.ByteBuffer bytes = tensor.getByteBuffer();
          while (bytes.hasRemaining()) {
            labels.add(Boolean.toString(bytes.get() != 0));
          }
        }
        default -> {
          integers = true;
          for (long number : OutputReader.integers(tensor)) {
            labels.add(Long.toString(number));
          }
        }
      }
      if (labels.size() - before != n) {
        throw OutputReader.wrongShape(labels.size() - before, n);
      }
    }

    private void addScores(double[] found, int n) throws InferenceException {
      if (found.length % n != 0 || (width != 0 && found.length / n != width)) {
        throw OutputReader.wrongShape(found.length, n);
      }
      if (width == 0) {
        width = found.length / n;
        scores = new double[rows * width];
      }
      System.arraycopy(found, 0, scores, filled, found.length);
      filled += found.length;
    }

    private void addMaps(OnnxSequence sequence, int n) throws OrtException, InferenceException {
      List<? extends OnnxValue> maps = sequence.getValue();
      try {
        double[] found = {};
        for (int row = 0; row < maps.size(); row++) {
          Map<?, ?> map = ((OnnxMap) maps.get(row)).getValue();
          if (names.isEmpty()) {
            names = map.keySet().stream().map(String::valueOf).sorted().toList();
          }
          found = row == 0 ? new double[maps.size() * names.size()] : found;
          Arrays.fill(found, row * names.size(), (row + 1) * names.size(), Double.NaN);
          for (Map.Entry<?, ?> entry : map.entrySet()) {
            int at = names.indexOf(String.valueOf(entry.getKey()));
            if (at >= 0) {
              found[row * names.size() + at] = ((Number) entry.getValue()).doubleValue();
            }
          }
        }
        addScores(found, n);
      } finally {
        maps.forEach(OnnxValue::close);
      }
    }

    @SuppressWarnings("NullAway") // the parameter is nullable; the checker loses that here
    RawOutputs build() {
      return new RawOutputs(rows, labels.isEmpty() ? null : labels, integers, scores, width, names);
    }
  }
}
