package com.nextgen.ml.benchmarks;

import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to count one row of 20 numeric features, 200 fine bins each. The unit is
 * nanoseconds a feature, so that a row costs 20 times the figure. The threads share the counters,
 * as they do in the service.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(3)
public class RowCounting {
  private static final int FEATURES = 20;
  private static final int BINS = 200;
  private static final int ROWS = 4096;
  private static final int BATCH = 256;

  /** Whether the 210 products of the features are summed too. */
  @Param({"false", "true"})
  private boolean products;

  private LiveCounters counters = new LiveCounters(new Layout(List.of()), 1);

  @Setup
  public void make() {
    Layout layout = SkewedRows.inputs(FEATURES, BINS);
    counters =
        new LiveCounters(
            products ? layout.withProducts(SkewedRows.scores(FEATURES, BINS)) : layout,
            Runtime.getRuntime().availableProcessors());
  }

  /** Rows that differ from call to call, or the branch predictor would learn them by heart. */
  @State(Scope.Thread)
  public static class Rows {
    private final RowBlock[] single = new RowBlock[ROWS];
    private final RowBlock batch;
    private final PredictionBlock one;
    private final PredictionBlock many;
    private int next;

    public Rows() {
      Random random = new Random(7);
      for (int i = 0; i < ROWS; i++) {
        single[i] = SkewedRows.block(random, 1, FEATURES);
      }
      batch = SkewedRows.block(random, BATCH, FEATURES);
      one = SkewedRows.predictions(random, 1);
      many = SkewedRows.predictions(random, BATCH);
    }

    RowBlock next() {
      return single[next++ & (ROWS - 1)];
    }
  }

  /** One row a call, one thread. */
  @Benchmark
  @Threads(1)
  @OperationsPerInvocation(FEATURES)
  public void oneThread(Rows rows) {
    counters.add(rows.next(), rows.one);
  }

  /** One row a call, two threads at once; the figure is each thread's. */
  @Benchmark
  @Threads(2)
  @OperationsPerInvocation(FEATURES)
  public void twoThreads(Rows rows) {
    counters.add(rows.next(), rows.one);
  }

  /** A batch of 256 rows a call, one thread. */
  @Benchmark
  @Threads(1)
  @OperationsPerInvocation(FEATURES * BATCH)
  public void batch(Rows rows) {
    counters.add(rows.batch, rows.many);
  }
}
