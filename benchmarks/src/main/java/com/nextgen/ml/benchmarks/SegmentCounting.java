package com.nextgen.ml.benchmarks;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.counts.live.SegmentCounters;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a segment column adds to counting a request of some rows, each of 20 numeric features and
 * one of 20 names; nanoseconds a request.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class SegmentCounting {
  private static final int FEATURES = 20;
  private static final int BLOCKS = 512;
  private static final List<String> SHOPS =
      IntStream.range(0, 20).mapToObj(i -> "shop-" + i).toList();

  /** Rows of a request. */
  @Param({"1", "64"})
  private int rows;

  private final RowBlock[] blocks = new RowBlock[BLOCKS];
  private PredictionBlock said = PredictionBlock.none(0);
  private LiveCounters whole = new LiveCounters(new Layout(List.of()), 1);
  private SegmentCounters segments = new SegmentCounters(layout(), SHOPS, 1);
  private int next;

  private static Layout layout() {
    List<Column> columns = new ArrayList<>(SkewedRows.inputs(FEATURES, 200).columns());
    columns.add(new Column("shop", Column.Source.CATEGORICAL_INPUT, 0, CategoricalBins.of(SHOPS)));
    return new Layout(columns);
  }

  @Setup
  public void make() {
    Random random = new Random(7);
    whole = new LiveCounters(layout(), 1);
    segments = new SegmentCounters(layout(), SHOPS, 1);
    said = PredictionBlock.none(rows);
    for (int i = 0; i < BLOCKS; i++) {
      String[] shops = new String[rows];
      for (int row = 0; row < rows; row++) {
        shops[row] = "shop-" + random.nextInt(20);
      }
      blocks[i] = new RowBlock(rows, SkewedRows.block(random, rows, FEATURES).numeric(), shops);
    }
  }

  /** Without segments. */
  @Benchmark
  public void whole() {
    whole.add(blocks[next++ & (BLOCKS - 1)], said);
  }

  /** The part that segments add. */
  @Benchmark
  public void segments() {
    RowBlock block = blocks[next++ & (BLOCKS - 1)];
    segments.add(block, said, row -> block.categorical()[row]);
  }
}
