package com.nextgen.ml.monitoring.counts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * What was counted of every column of a layout. Immutable; adds over threads, windows and replicas
 * of one model version, and subtracts over time.
 *
 * @param layout the columns
 * @param columns the counts of each, in the layout's order
 * @param products of the numeric inputs; of no columns if the layout has none
 * @param faults of the requests
 */
public record Counts(
    Layout layout, List<ColumnCounts> columns, ProductCounts products, FaultCounts faults) {

  public Counts {
    columns = List.copyOf(columns);
    if (columns.size() != layout.columns().size()) {
      throw new IllegalArgumentException("counts do not match the layout");
    }
    if (products.width() != layout.productWidth()) {
      throw new IllegalArgumentException("the products do not match the layout");
    }
    if (faults.typeErrors().size() != layout.inputs()) {
      throw new IllegalArgumentException("the faults do not match the layout");
    }
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).bins().equals(layout.columns().get(i).bins())) {
        throw new IllegalArgumentException(
            "column '" + layout.columns().get(i).name() + "' is counted over other bins");
      }
    }
  }

  /** Counts of rows alone. */
  public Counts(Layout layout, List<ColumnCounts> columns, ProductCounts products) {
    this(layout, columns, products, FaultCounts.empty(layout.inputs()));
  }

  /** Counts without the products that the layout may have. */
  public Counts(Layout layout, List<ColumnCounts> columns) {
    this(layout, columns, ProductCounts.empty(layout.productWidth()));
  }

  /** Returns the same over a layout whose edges lie otherwise between the values counted. */
  public Counts over(Layout other) {
    List<ColumnCounts> moved = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      ColumnBins bins = other.columns().get(i).bins();
      moved.add(
          columns.get(i) instanceof NumericCounts numbers && bins instanceof NumericBins edges
              ? numbers.over(edges)
              : columns.get(i));
    }
    return new Counts(other, moved, products, faults);
  }

  /**
   * Column by column, this and {@code other}.
   *
   * @throws IllegalArgumentException if the layouts differ
   */
  public Counts plus(Counts other) {
    return combine(other, ColumnCounts::plus, ProductCounts::plus, FaultCounts::plus);
  }

  /**
   * Column by column, this without {@code earlier}, which is a part of this.
   *
   * @throws IllegalArgumentException if the layouts differ or a count would be negative
   */
  public Counts minus(Counts earlier) {
    return combine(earlier, ColumnCounts::minus, ProductCounts::minus, FaultCounts::minus);
  }

  /** Returns the same with faults instead of its own. */
  public Counts with(FaultCounts counted) {
    return new Counts(layout, columns, products, counted);
  }

  /** Returns whether neither a row nor a fault was counted. */
  public boolean isEmpty() {
    return rows() == 0 && faults.isEmpty();
  }

  /** Rows counted: the most of any column, since a snapshot may cut a row in two. */
  public long rows() {
    return columns.stream().mapToLong(ColumnCounts::rows).max().orElse(0);
  }

  /** Returns the counts of the input called {@code feature}. */
  public Optional<ColumnCounts> input(String feature) {
    return find(feature, true);
  }

  /** Returns the counts of {@link Column#SCORE} or {@link Column#PREDICTED_CLASS}. */
  public Optional<ColumnCounts> output(String name) {
    return find(name, false);
  }

  private Optional<ColumnCounts> find(String name, boolean input) {
    for (int i = 0; i < columns.size(); i++) {
      Column column = layout.columns().get(i);
      if (column.isInput() == input && column.name().equals(name)) {
        return Optional.of(columns.get(i));
      }
    }
    return Optional.empty();
  }

  private Counts combine(
      Counts other,
      BinaryOperator<ColumnCounts> operator,
      BinaryOperator<ProductCounts> productOperator,
      BinaryOperator<FaultCounts> faultOperator) {
    if (!layout.equals(other.layout)) {
      throw new IllegalArgumentException("the counts are of another layout");
    }
    List<ColumnCounts> combined = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      combined.add(operator.apply(columns.get(i), other.columns.get(i)));
    }
    return new Counts(
        layout,
        combined,
        productOperator.apply(products, other.products),
        faultOperator.apply(faults, other.faults));
  }
}
