package com.nextgen.ml.monitoring.counts;

import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Layouts and rows at random from a seed; many values are on edges or otherwise hostile. */
public final class Samples {
  private static final double[] HOSTILE = {
    0.0,
    -0.0,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Double.MIN_NORMAL,
    0.1f,
    0.1,
    Math.nextUp(0.1),
    1e308,
    -1e308,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Float.MAX_VALUE,
    3.5e38,
    Double.NaN,
    Double.longBitsToDouble(0xfff8_0000_0000_07d7L),
    Double.longBitsToDouble(0x7ff0_0000_0000_0001L),
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Missing.NUMBER,
  };

  private Samples() {}

  public static Layout layout(Random random, int numeric, int categorical) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < numeric; i++) {
      columns.add(new Column("n" + i, Column.Source.NUMERIC_INPUT, i, bins(random)));
    }
    for (int i = 0; i < categorical; i++) {
      columns.add(new Column("c" + i, Column.Source.CATEGORICAL_INPUT, i, categories(random)));
    }
    columns.add(new Column(Column.SCORE, Column.Source.SCORE, 0, bins(random)));
    columns.add(
        new Column(
            Column.PREDICTED_CLASS,
            Column.Source.PREDICTED_CLASS,
            0,
            new CategoricalBins(List.of("a", "b"), Set.of("a", "b"), Set.of("c", "d"))));
    Layout layout = new Layout(columns);
    return random.nextBoolean() ? layout.withProducts(scores(random, layout)) : layout;
  }

  /** Scores as of a baseline with a few values in each bin. */
  static NormalScores scores(Random random, Layout layout) {
    return new NormalScores(
        layout.numericInputs().stream()
            .map(column -> ((NumericBins) column.bins()).size())
            .map(size -> NormalScores.of(random.ints(size, 0, 20).asDoubleStream().toArray()))
            .toList());
  }

  static NumericBins bins(Random random) {
    Precision precision = random.nextBoolean() ? Precision.FLOAT32 : Precision.FLOAT64;
    Set<Double> edges = new TreeSet<>();
    int size = 1 + random.nextInt(random.nextBoolean() ? 9 : 260);
    double width = Math.pow(10, random.nextInt(9) - 4);
    for (int i = 0; i < size; i++) {
      edges.add(precision.round(random.nextGaussian() * width) + 0.0);
    }
    if (random.nextBoolean()) {
      edges.add(precision.below(0));
      edges.add(0.0);
    }
    double[] sorted = edges.stream().mapToDouble(Double::doubleValue).toArray();
    int[] published =
        IntStream.range(0, sorted.length - 1).filter(i -> random.nextInt(20) == 0).toArray();
    double minimum = sorted[0] - (random.nextBoolean() ? 0 : width / 100);
    return new NumericBins(precision, minimum, sorted, published, sorted[sorted.length / 2], width);
  }

  static CategoricalBins categories(Random random) {
    List<String> all = IntStream.range(0, 1 + random.nextInt(12)).mapToObj(i -> "v" + i).toList();
    List<String> named = all.subList(0, (all.size() + 1) / 2);
    Set<String> published =
        named.stream().filter(name -> random.nextBoolean()).collect(Collectors.toSet());
    return new CategoricalBins(named, published, Set.copyOf(all.subList(named.size(), all.size())));
  }

  public static RowBlock rows(Random random, Layout layout, int rows) {
    List<Column> numeric = of(layout, Column.Source.NUMERIC_INPUT);
    List<Column> categorical = of(layout, Column.Source.CATEGORICAL_INPUT);
    double[] numbers = new double[rows * numeric.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(random, (NumericBins) numeric.get(i % numeric.size()).bins());
    }
    @Nullable String[] texts = new String[rows * categorical.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = random.nextInt(10) == 0 ? null : "v" + random.nextInt(14);
    }
    return new RowBlock(rows, numbers, texts);
  }

  public static PredictionBlock predictions(Random random, Layout layout, int rows) {
    NumericBins bins = (NumericBins) of(layout, Column.Source.SCORE).get(0).bins();
    double[] scores = random.doubles(rows).map(x -> number(random, bins)).toArray();
    int[] classes = random.nextInt(5) == 0 ? new int[0] : random.ints(rows, -1, 5).toArray();
    return new PredictionBlock(rows, classes, scores, null);
  }

  private static double number(Random random, NumericBins bins) {
    double edge = bins.edge(random.nextInt(bins.size()));
    return switch (random.nextInt(6)) {
      case 0 -> edge;
      case 1 -> bins.precision().below(edge);
      case 2 -> Math.nextUp(edge);
      case 3 -> random.nextInt(3) == 0 ? HOSTILE[random.nextInt(HOSTILE.length)] : bins.minimum();
      default -> bins.center() + bins.scale() * random.nextGaussian();
    };
  }

  private static List<Column> of(Layout layout, Column.Source source) {
    return layout.columns().stream().filter(column -> column.source() == source).toList();
  }
}
