package com.nextgen.ml.service.inference.graph;

import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * One column of a table inside a graph, made of one feature.
 *
 * @param feature its place in the schema
 * @param type the type of element, as ONNX numbers them
 */
record Column(int feature, int type, Reading reading) {

  /** How a row's value is found. */
  sealed interface Reading {}

  /** A number of a row. */
  non-sealed interface OfNumber extends Reading {
    double of(RowBlock rows, int row);
  }

  /** A text of a row. */
  non-sealed interface OfText extends Reading {
    String of(RowBlock rows, int row);
  }

  boolean isText() {
    return reading instanceof OfText;
  }

  double number(RowBlock rows, int row) {
    if (reading instanceof OfNumber number) {
      return number.of(rows, row);
    }
    throw new IllegalStateException("the column is of texts");
  }

  /** Returns the column with each number changed and then rounded to the type's precision. */
  Column then(int newType, DoubleUnaryOperator change) throws UnreadableGraphException {
    if (!(reading instanceof OfNumber before)) {
      throw new UnreadableGraphException("the graph computes with texts");
    }
    OfNumber after =
        newType == GraphTensor.FLOAT
            ? (rows, row) -> (float) change.applyAsDouble(before.of(rows, row))
            : (rows, row) -> change.applyAsDouble(before.of(rows, row));
    return new Column(feature, newType, after);
  }

  /** Returns a column of numbers that texts stand for. */
  Column coded(int newType, ToDoubleFunction<String> code) throws UnreadableGraphException {
    if (!(reading instanceof OfText before)) {
      throw new UnreadableGraphException("the graph takes numbers for texts");
    }
    OfNumber after = (rows, row) -> code.applyAsDouble(before.of(rows, row));
    return new Column(feature, newType, after);
  }

  /** Returns a column of other texts. */
  Column renamed(Function<String, String> name) throws UnreadableGraphException {
    if (!(reading instanceof OfText before)) {
      throw new UnreadableGraphException("the graph takes numbers for texts");
    }
    OfText after = (rows, row) -> name.apply(before.of(rows, row));
    return new Column(feature, GraphTensor.STRING, after);
  }
}
