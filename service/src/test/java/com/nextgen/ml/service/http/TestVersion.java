package com.nextgen.ml.service.http;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.fault.ErrorReason;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.ModelSignature;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.RunControl;
import com.nextgen.ml.service.inference.ServedVersion;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A model whose score is the first number of a row, and that remembers what it was told. Where rows
 * begin with 666 it fails; with 777 it waits until it is released.
 */
public final class TestVersion implements ServedVersion, VersionObserver {
  static final double FAILS = 666;
  public static final double WAITS = 777;

  public final ConcurrentLinkedQueue<RowBlock> rows = new ConcurrentLinkedQueue<>();
  public final ConcurrentLinkedQueue<PredictionBlock> predictions = new ConcurrentLinkedQueue<>();
  public final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<String> traces = new ConcurrentLinkedQueue<>();
  public final ConcurrentLinkedQueue<String> threads = new ConcurrentLinkedQueue<>();
  public final AtomicInteger leases = new AtomicInteger();
  public final Semaphore waiting = new Semaphore(0);
  public final CountDownLatch release = new CountDownLatch(1);

  private final VersionId id;
  private final RunControl runs;
  private final ModelSchema schema;
  private final @Nullable ModelSignature signature;

  TestVersion(VersionId id, ModelSchema schema, @Nullable ModelSignature signature) {
    this.id = id;
    this.runs = RunControl.trusted(id);
    this.schema = schema;
    this.signature = signature;
  }

  Lease lease() {
    leases.incrementAndGet();
    return new Lease() {
      @Override
      public ServedVersion version() {
        return TestVersion.this;
      }

      @Override
      public void close() {
        leases.decrementAndGet();
      }
    };
  }

  @Override
  public RunControl runs() {
    return runs;
  }

  @Override
  public PredictionBlock predict(RowBlock block, long deadline) throws InferenceException {
    threads.add(Thread.currentThread().getName());
    int n = block.rows();
    int[] classes = new int[schema.task().isClassification() ? n : 0];
    double[] score = new double[n];
    double[] scores = new double[n * schema.classes().size()];
    for (int row = 0; row < n; row++) {
      double first = block.numericWidth() == 0 ? 0.25 : block.numeric()[row * block.numericWidth()];
      behave(first);
      score[row] = Missing.is(first) ? Double.NaN : first;
      if (classes.length > 0) {
        classes[row] = Double.isNaN(first) ? -1 : first >= schema.threshold() ? 1 : 0;
        scores[2 * row] = 1 - first;
        scores[2 * row + 1] = first;
      }
    }
    return new PredictionBlock(n, classes, score, classes.length == 0 ? null : scores);
  }

  private void behave(double first) throws InferenceException {
    if (first == FAILS) {
      throw new InferenceException("the model cannot divide by nothing");
    }
    if (first == WAITS) {
      waiting.release();
      try {
        release.await();
      } catch (InterruptedException e) {
        throw new InferenceException("interrupted", e);
      }
    }
  }

  @Override
  public int onRows(RowBlock block, PredictionBlock answers, RowDetails details) {
    rows.add(block);
    predictions.add(answers);
    return block.rows();
  }

  @Override
  public void onRequest(long nanos, @Nullable ErrorReason error, @Nullable String traceId) {
    requests.add(nanos < 0 ? "negative" : error == null ? "ok" : error.code());
    if (traceId != null) {
      traces.add(traceId);
    }
  }

  public RowBlock lastRows() {
    return rows.stream().reduce((a, b) -> b).orElseThrow();
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public VersionId id() {
    return id;
  }

  @Override
  public ModelSchema schema() {
    return schema;
  }

  @Override
  public @Nullable Baseline baseline() {
    return null;
  }

  @Override
  public String sha256() {
    return "";
  }

  @Override
  public Instant loadedAt() {
    return Instant.EPOCH;
  }

  @Override
  public @Nullable ModelSignature signature() {
    return signature;
  }

  @Override
  public VersionObserver observer() {
    return this;
  }
}
