package com.nextgen.ml.monitoring.counts;

import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The columns that are counted of a model version, each with its frozen bins.
 *
 * @param columns features in schema order, then what the model says; no two of one source and name
 * @param scores of the numeric inputs, whose products are summed: at most {@link
 *     ProductCounts#MAX_COUNTED}; none if no products are
 */
public record Layout(List<Column> columns, NormalScores scores) {
  private static final int SCORE_BINS = 200;

  public Layout {
    columns = List.copyOf(columns);
    Set<String> seen = new HashSet<>();
    for (Column column : columns) {
      if (!seen.add(column.isInput() + column.name())) {
        throw new IllegalArgumentException("column '" + column.name() + "' stands twice");
      }
    }
    if (scores.width() > ProductCounts.MAX_COUNTED) {
      throw new IllegalArgumentException("there are too many columns to count products of");
    }
    if (scores.width() > 0 && !scores.fit(numericInputs(columns))) {
      throw new IllegalArgumentException("the scores do not match the numeric inputs");
    }
  }

  /** Columns without products. */
  public Layout(List<Column> columns) {
    this(columns, NormalScores.NONE);
  }

  /**
   * Returns the same columns with the products of the numeric inputs, if these are not too many.
   */
  public Layout withProducts(NormalScores known) {
    return new Layout(
        columns, known.width() <= ProductCounts.MAX_COUNTED ? known : NormalScores.NONE);
  }

  /** Returns whether the products of the numeric inputs are summed. */
  public boolean products() {
    return scores.width() > 0;
  }

  /** Returns the same columns without products. */
  public Layout withoutProducts() {
    return new Layout(columns);
  }

  /** Returns the numeric inputs, in order. */
  public List<Column> numericInputs() {
    return numericInputs(columns);
  }

  /** Returns how many inputs are counted. */
  public int inputs() {
    return (int) columns.stream().filter(Column::isInput).count();
  }

  private static List<Column> numericInputs(List<Column> columns) {
    return columns.stream().filter(c -> c.source() == Column.Source.NUMERIC_INPUT).toList();
  }

  /** Returns how many columns {@link Counts#products} is of. */
  public int productWidth() {
    return scores.width();
  }

  /**
   * Returns what is counted of a model version that has no baseline: its classes, and probabilities
   * in 200 equal widths; nothing of its inputs. Other scores and values have no range to bin and
   * are left out.
   */
  public static Layout withoutBaseline(ModelSchema schema) {
    List<Column> columns = new ArrayList<>();
    if (schema.hasProbabilities()) {
      double[] edges = new double[SCORE_BINS];
      Arrays.setAll(edges, i -> (i + 1) / (double) SCORE_BINS);
      int[] published = new int[9];
      Arrays.setAll(published, i -> 20 * (i + 1) - 1);
      columns.add(
          new Column(
              Column.SCORE,
              Column.Source.SCORE,
              0,
              new NumericBins(Precision.FLOAT64, 0, edges, published, 0, 1)));
    }
    if (schema.task().isClassification()) {
      columns.add(
          new Column(Column.PREDICTED_CLASS, Column.Source.PREDICTED_CLASS, 0, classBins(schema)));
    }
    return new Layout(columns);
  }

  /** Cells for the schema's classes: the first 100 by name, the rest together. */
  public static CategoricalBins classBins(ModelSchema schema) {
    List<String> classes = schema.classes();
    int named = Math.min(classes.size(), CategoricalBins.MAX_NAMED);
    return new CategoricalBins(
        classes.subList(0, named),
        Set.copyOf(classes.subList(0, named)),
        Set.copyOf(classes.subList(named, classes.size())));
  }

  /** Counts of nothing. */
  public Counts empty() {
    return new Counts(this, columns.stream().map(column -> column.bins().empty()).toList());
  }
}
