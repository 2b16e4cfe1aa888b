package com.nextgen.ml.monitoring.baseline.capture;

import com.nextgen.ml.monitoring.baseline.ColumnSummary;
import com.nextgen.ml.monitoring.baseline.NumericSummary;
import com.nextgen.ml.monitoring.baseline.sketch.Edges;
import com.nextgen.ml.monitoring.baseline.sketch.NameSummary;
import com.nextgen.ml.monitoring.baseline.sketch.OrderFreeSample;
import com.nextgen.ml.monitoring.baseline.sketch.ValueSummary;
import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NormalScores;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.FeatureType;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first pass over the training rows: learns what the bins must be. Not thread-safe. */
public final class EdgePass {
  private static final List<String> BOOLEANS = List.of("false", "true");

  private final ModelSchema schema;
  private final Precision precision;
  private final BaselineLimits limits;
  private final long seed;
  private final List<ValueSummary> numbers = new ArrayList<>();
  private final List<NameSummary> names = new ArrayList<>();
  private final OrderFreeSample background;
  private final BlockPass blocks;
  private final SegmentPass segments;
  private ColumnLoop loop = ColumnLoop.ONE_BY_ONE;
  private long rows;

  EdgePass(
      ModelSchema schema,
      Precision precision,
      BaselineLimits limits,
      long seed,
      Blocking blocking) {
    this.blocks = new BlockPass(blocking);
    this.segments = new SegmentPass(schema, limits);
    this.schema = schema;
    this.precision = precision;
    this.limits = limits;
    this.seed = seed;
    this.background = new OrderFreeSample(limits.backgroundRows(schema), seed);
    for (int i = 0; i < schema.numericWidth(); i++) {
      numbers.add(new ValueSummary(precision, limits.valuesPerColumn(schema)));
    }
    for (int i = 0; i < schema.categoricalWidth(); i++) {
      names.add(
          new NameSummary(limits.categoriesPerColumn(schema), limits.charactersPerColumn(schema)));
    }
  }

  /** From now on, what is done for every numeric column is done by {@code loop}. */
  public EdgePass over(ColumnLoop loop) {
    this.loop = loop;
    return this;
  }

  /**
   * Takes rows into account of which nothing is known to hold them together.
   *
   * @throws IllegalArgumentException if they do not have the schema's shape
   */
  public void add(RowBlock block) {
    add(block, new long[0]);
  }

  /**
   * Takes rows into account.
   *
   * @param keys of each row as {@link Blocking} has them; empty if rows are independent
   * @throws IllegalArgumentException if they do not have the schema's shape
   */
  public void add(RowBlock block, long[] keys) {
    add(block, keys, LabelBlock.unknown(block.rows()));
  }

  /**
   * Takes rows into account.
   *
   * @param keys of each row as {@link Blocking} has them; empty if rows are independent
   * @param labels of which the attributes are looked at
   * @throws IllegalArgumentException if they do not have the schema's shape
   */
  public void add(RowBlock block, long[] keys, LabelBlock labels) {
    checkShape(schema, block);
    blocks.learn(block, keys);
    segments.learn(block, labels);
    double[] values = block.numeric();
    int width = numbers.size();
    loop.each(
        width,
        column -> {
          ValueSummary summary = numbers.get(column);
          for (int at = column; at < values.length; at += width) {
            summary.add(values[at]);
          }
        });
    @Nullable String[] texts = block.categorical();
    int textWidth = names.size();
    for (int column = 0; column < textWidth; column++) {
      NameSummary summary = names.get(column);
      for (int at = column; at < texts.length; at += textWidth) {
        summary.add(texts[at]);
      }
    }
    background.add(block);
    rows += block.rows();
  }

  static void checkShape(ModelSchema schema, RowBlock block) {
    if (block.rows() > 0
        && (block.numericWidth() != schema.numericWidth()
            || block.categoricalWidth() != schema.categoricalWidth())) {
      throw new IllegalArgumentException("rows do not have the shape of '" + schema.name() + "'");
    }
  }

  /**
   * Freezes the bins.
   *
   * @return the second pass, which must be given the same rows again
   * @throws IllegalArgumentException if there were no rows
   */
  public CountPass freeze() {
    if (rows == 0) {
      throw new IllegalArgumentException("a baseline needs at least one training row");
    }
    NumericSummary[] numeric = new NumericSummary[numbers.size()];
    NumericBins[] bins = new NumericBins[numbers.size()];
    double[][] scores = new double[numbers.size()][];
    loop.each(
        numbers.size(),
        i -> {
          numeric[i] = NumericSummary.of(numbers.get(i), precision);
          bins[i] = Edges.ofValues(numbers.get(i), precision);
          scores[i] = NormalScores.of(Edges.counts(numbers.get(i), bins[i]));
        });
    List<Column> columns = new ArrayList<>();
    List<ColumnSummary> summaries = new ArrayList<>();
    int number = 0;
    int name = 0;
    for (Feature feature : schema.features()) {
      if (feature.isNumeric()) {
        summaries.add(numeric[number]);
        columns.add(new Column(feature.name(), Column.Source.NUMERIC_INPUT, number, bins[number]));
        number++;
      } else {
        NameSummary texts = names.get(name);
        summaries.add(texts.summary());
        columns.add(
            new Column(
                feature.name(), Column.Source.CATEGORICAL_INPUT, name++, bins(feature, texts)));
      }
    }
    Layout layout = new Layout(columns);
    blocks.freeze(layout);
    segments.freeze(layout);
    return new CountPass(
        new Inputs(schema, precision, limits, seed, rows, summaries, background.sample()),
        layout,
        new NormalScores(List.of(scores)),
        blocks,
        segments,
        new EdgeNeighbours(layout, column -> !numbers.get(column.index()).isExact()));
  }

  private static CategoricalBins bins(Feature feature, NameSummary texts) {
    return feature.type() == FeatureType.BOOLEAN ? CategoricalBins.of(BOOLEANS) : texts.bins();
  }

  /** What the first pass found beside the bins. */
  record Inputs(
      ModelSchema schema,
      Precision precision,
      BaselineLimits limits,
      long seed,
      long rows,
      List<ColumnSummary> summaries,
      RowBlock background) {}
}
