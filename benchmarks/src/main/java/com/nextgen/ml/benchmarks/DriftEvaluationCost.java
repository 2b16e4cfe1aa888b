package com.nextgen.ml.benchmarks;

import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.drift.DriftCriteria;
import com.nextgen.ml.monitoring.drift.DriftEvaluation;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.drift.DriftReportJson;
import com.nextgen.ml.monitoring.drift.Reference;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.WindowSpan;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
 * What a drift report costs once the rows are counted: every test of every numeric feature, 200
 * fine bins each, the verdicts, and the document.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(2)
@SuppressWarnings("NullAway.Init") // JMH calls count() first
public class DriftEvaluationCost {
  private static final int BINS = 200;
  private static final int ROWS = 5000;
  private static final DriftCriteria POLICY = DriftCriteria.nominal(500);
  private static final Subject SUBJECT = new Subject("m", "1", "instance", "baseline");

  @Param({"100", "1000"})
  private int features;

  private Reference reference;
  private Counts current;
  private DriftReport report;

  @Setup
  public void count() {
    Random random = new Random(11);
    Layout layout = SkewedRows.inputs(features, BINS);
    reference = Reference.of(counts(layout, random));
    current = counts(layout, random);
    report = evaluate();
  }

  private Counts counts(Layout layout, Random random) {
    LiveCounters counters = new LiveCounters(layout, 1);
    counters.add(SkewedRows.block(random, ROWS, features), SkewedRows.predictions(random, ROWS));
    return counters.snapshot();
  }

  /** Counts to report. */
  @Benchmark
  public DriftReport evaluate() {
    return DriftEvaluation.evaluate(
        reference, current, POLICY, SUBJECT, new WindowSpan("1h", null, null, ROWS));
  }

  /** Report to document. */
  @Benchmark
  public byte[] write() {
    return DriftReportJson.toBytes(report);
  }
}
