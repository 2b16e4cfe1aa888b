package com.nextgen.ml.service.http.inference;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.inference.ModelSignature;
import com.nextgen.ml.service.serving.Columns;
import com.nextgen.ml.service.serving.RowBuffer;
import com.nextgen.ml.service.suggest.UnknownName;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The rows that the tensors of one request fill, column by column or all at once. */
final class TensorRows {
  private final Columns columns;
  private final String matrix;
  private final int bodyLength;
  private final int maxRows;
  private final boolean[] given;
  private @Nullable RowBuffer rows;

  /**
   * @param bodyLength of the request, which bounds how many values there can be
   * @param maxRows that a request may have
   */
  TensorRows(Columns columns, ModelSignature signature, int bodyLength, int maxRows) {
    this.maxRows = maxRows;
    this.columns = columns;
    this.bodyLength = bodyLength;
    matrix = signature.isMatrix(columns.size()) ? signature.inputs().get(0).name() : "";
    given = new boolean[columns.size()];
  }

  /**
   * Finds the place of a tensor's values.
   *
   * @throws HttpProblem 400 if the model has no such input, or its shape or datatype does not fit
   */
  TensorValues claim(TensorHeader header) {
    if (header.name().equals(matrix)) {
      int n = rowsOf(header, columns.size());
      need(header, 0, columns.size());
      return values(header, n, 0, columns.size());
    }
    Columns.Column column =
        matrix.isEmpty() ? columns.ofInput(header.name()) : columns.find(header.name(), 0);
    if (column == null) {
      throw HttpProblem.invalid("unknown " + header + instead(header.name()));
    }
    int n = rowsOf(header, 1);
    need(header, column.index(), 1);
    return values(header, n, column.index(), 1);
  }

  /**
   * The rows, once all tensors are read.
   *
   * @throws HttpProblem 400 if a feature is absent
   */
  RowBlock block() {
    for (int i = 0; i < given.length; i++) {
      if (!given[i]) {
        throw HttpProblem.invalid(
            "feature '"
                + columns.at(i).feature().name()
                + "' is absent in every row: there is no input for it");
      }
    }
    if (rows == null) {
      throw HttpProblem.invalid("'inputs' holds no tensors");
    }
    return rows.block();
  }

  private String instead(String name) {
    if (!matrix.isEmpty()) {
      return "; the model takes '" + matrix + "'" + UnknownName.hint(name, List.of(matrix));
    }
    Columns.Column column = columns.find(name, 0);
    return column == null
        ? UnknownName.hint(
            name,
            IntStream.range(0, columns.size())
                .mapToObj(i -> columns.at(i).feature().inputName())
                .toList())
        : "; the model's input for this feature is '" + column.feature().inputName() + "'";
  }

  private int rowsOf(TensorHeader header, int width) {
    long[] shape = header.shape();
    boolean fits = shape.length == 2 ? shape[1] == width : shape.length == 1 && width == 1;
    if (!fits) {
      throw HttpProblem.invalid(
          header
              + " has shape "
              + Arrays.toString(shape)
              + "; needed is [rows, "
              + width
              + "]"
              + (width == 1 ? " or [rows]" : ""));
    }
    if (shape[0] == 0) {
      throw HttpProblem.invalid(header + " holds no rows");
    }
    if (shape[0] > bodyLength / columns.size()) {
      throw HttpProblem.invalid(
          header + " has shape " + Arrays.toString(shape) + " but the body is too short for it");
    }
    if (shape[0] > maxRows) {
      throw RowDocument.tooMany(
          header + " has shape " + Arrays.toString(shape) + ", which is more", maxRows);
    }
    return (int) shape[0];
  }

  /** Claims the columns of a tensor. */
  private void need(TensorHeader header, int from, int width) {
    for (int i = from; i < from + width; i++) {
      Feature feature = columns.at(i).feature();
      if (given[i]) {
        throw HttpProblem.invalid(header + ": feature '" + feature.name() + "' is given twice");
      }
      if (feature.isNumeric() && !header.datatype().isNumeric()) {
        throw HttpProblem.invalid(
                header
                    + ": datatype "
                    + header.datatype()
                    + " does not fit the numeric feature '"
                    + feature.name()
                    + "'; use FP32, FP64 or an integer type")
            .ofFeature(feature.name());
      }
      given[i] = true;
    }
  }

  private TensorValues values(TensorHeader header, int n, int from, int width) {
    RowBuffer target = rows;
    if (target == null) {
      target = new RowBuffer(columns, n);
      target.beginAll();
      rows = target;
    } else if (target.rows() != n) {
      throw HttpProblem.invalid(
          header + " has " + n + " rows, the inputs before it have " + target.rows());
    }
    return new TensorValues(header, target, columns, n, from, width);
  }
}
