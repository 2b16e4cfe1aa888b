package com.nextgen.ml.benchmarks;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.BaselineBuilder;
import com.nextgen.ml.monitoring.baseline.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.CountPass;
import com.nextgen.ml.monitoring.baseline.EdgePass;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.LiveCounters;
import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.DriftEvaluation;
import com.nextgen.ml.monitoring.drift.DriftPolicy;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.drift.DriftReport.Subject;
import com.nextgen.ml.monitoring.drift.DriftReport.WindowSpan;
import com.nextgen.ml.monitoring.drift.Reference;
import com.nextgen.ml.monitoring.drift.TestName;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * How often windows without any drift look as if they had some: for eight shapes of values, the
 * share of windows whose p-value is at most a level, over that level. 1 is exact, less is cautious,
 * more would be a false promise. Also the share of windows with a PSI of at least 0.2.
 *
 * <p>Arguments: training rows, window rows, windows.
 */
public final class FalseAlarmTrials {
  private static final int WINDOWS_A_BASELINE = 4;
  private static final List<TestName> TESTS =
      List.of(TestName.KS, TestName.G_TEST, TestName.WASSERSTEIN);
  private static final double[] LEVELS = {0.1, 0.01, 0.001};
  private static final Map<String, ToDoubleFunction<Random>> SHAPES = shapes();

  private FalseAlarmTrials() {}

  private static Map<String, ToDoubleFunction<Random>> shapes() {
    Map<String, ToDoubleFunction<Random>> shapes = new LinkedHashMap<>();
    shapes.put("uniform", Random::nextDouble);
    shapes.put("normal", Random::nextGaussian);
    shapes.put("exponential", r -> -Math.log(1 - r.nextDouble()));
    shapes.put("log-normal, sigma 2", r -> Math.exp(2 * r.nextGaussian()));
    shapes.put("Cauchy", r -> Math.tan(Math.PI * (r.nextDouble() - 0.5)));
    shapes.put("zero in 4 of 5", r -> r.nextInt(5) > 0 ? 0 : Math.exp(1.5 * r.nextGaussian()));
    shapes.put("ten values", r -> (double) r.nextInt(10));
    shapes.put("1 in 1 of 100", r -> r.nextInt(100) == 0 ? 1 : 0);
    return shapes;
  }

  /** Runs the trials and prints a table. */
  public static void main(String[] arguments) {
    int training = Integer.parseInt(arguments[0]);
    int rows = Integer.parseInt(arguments[1]);
    int windows = Integer.parseInt(arguments[2]);
    Random random = new Random(2026);
    Map<String, List<double[]>> figures = new LinkedHashMap<>();
    Baseline baseline = baseline(random, training);
    for (int i = 0; i < windows; i++) {
      if (i % WINDOWS_A_BASELINE == 0) {
        baseline = baseline(random, training);
      }
      for (ColumnReport feature : window(baseline, random, rows).features()) {
        figures.computeIfAbsent(feature.name(), name -> new ArrayList<>()).add(figures(feature));
      }
    }
    System.out.printf(
        "%d training rows, %d rows a window, %d windows; levels 0.1, 0.01, 0.001%n",
        training, rows, windows);
    figures.forEach(FalseAlarmTrials::print);
  }

  private static DriftReport window(Baseline baseline, Random random, int rows) {
    LiveCounters counters = new LiveCounters(baseline.layout(), 1);
    counters.add(block(random, rows), nothingSaid(rows));
    Counts counts = counters.snapshot();
    return DriftEvaluation.evaluate(
        Reference.of(baseline),
        counts,
        DriftPolicy.nominal(1),
        new Subject("trial", "1", "instance", "baseline"),
        new WindowSpan("trial", null, null, rows));
  }

  /** The declared p-value, those of {@link #TESTS}, and the PSI. */
  private static double[] figures(ColumnReport feature) {
    double[] figures = new double[TESTS.size() + 2];
    figures[0] = feature.pValue().orElse(1);
    for (int i = 0; i < TESTS.size(); i++) {
      figures[i + 1] =
          feature.test(TESTS.get(i)).map(t -> t.result().pValue().orElse(1)).orElse(1.0);
    }
    figures[TESTS.size() + 1] = feature.test(TestName.PSI).orElseThrow().statistic();
    return figures;
  }

  private static void print(String name, List<double[]> figures) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-22s", name));
    line.append(" declared ").append(rates(figures, 0));
    for (int i = 0; i < TESTS.size(); i++) {
      line.append("  ").append(TESTS.get(i).spelling()).append(' ').append(rates(figures, i + 1));
    }
    int psi = TESTS.size() + 1;
    double effect = (double) figures.stream().filter(f -> f[psi] >= 0.2).count() / figures.size();
    line.append(String.format(Locale.ROOT, "  PSI >= 0.2 in %.5f", effect));
    System.out.println(line);
  }

  private static String rates(List<double[]> figures, int column) {
    StringBuilder rates = new StringBuilder();
    for (double level : LEVELS) {
      long small = figures.stream().filter(f -> f[column] <= level).count();
      rates.append(String.format(Locale.ROOT, "%.2f ", small / level / figures.size()));
    }
    return rates.toString();
  }

  private static Baseline baseline(Random random, int rows) {
    EdgePass edges = BaselineBuilder.of(schema(), Precision.FLOAT64, BaselineLimits.DEFAULT, 1);
    RowBlock block = block(random, rows);
    edges.add(block);
    CountPass counts = edges.freeze();
    counts.add(block);
    return counts.build("", Instant.EPOCH);
  }

  private static ModelSchema schema() {
    return new ModelSchema(
        "trial",
        "benchmarks",
        Task.REGRESSION,
        SHAPES.keySet().stream().map(Feature::numeric).toList(),
        null,
        List.of(),
        null,
        Map.of(),
        0.5,
        List.of(),
        List.of(),
        MonitoringPolicy.DEFAULT);
  }

  private static RowBlock block(Random random, int rows) {
    double[] values = new double[rows * SHAPES.size()];
    int at = 0;
    for (int row = 0; row < rows; row++) {
      for (ToDoubleFunction<Random> shape : SHAPES.values()) {
        values[at++] = shape.applyAsDouble(random);
      }
    }
    return new RowBlock(rows, values, new String[0]);
  }

  private static PredictionBlock nothingSaid(int rows) {
    return new PredictionBlock(rows, new int[0], new double[rows], new double[0]);
  }
}
