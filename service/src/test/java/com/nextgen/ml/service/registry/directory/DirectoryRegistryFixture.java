package com.nextgen.ml.service.registry.directory;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A registry in a folder of its own. */
abstract class DirectoryRegistryFixture {
  static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  static final byte[] ONNX = "model".getBytes(UTF_8);
  @TempDir Path temporary;
  Path root;
  DirectoryRegistry registry;

  @BeforeEach
  void open() {
    root = temporary.resolve("registry");
    registry = new DirectoryRegistry(root, DirectoryRegistryFixture::baseline, 1_000);
  }

  /** Stands for the reader of documents: the document is the model's name. */
  static Baseline baseline(byte[] document, ModelSchema schema, String sha256) {
    String name = new String(document, UTF_8).strip();
    if (!name.equals(schema.name())) {
      throw new IllegalArgumentException("it is of model '" + name + "'");
    }
    return new Baseline(name, sha256, 1, NOW, true, Layout.withoutBaseline(schema).empty());
  }

  static ModelSchema schema(String name, String... features) {
    return ModelSchema.ofColumns(
        name, Stream.of(features).map(Feature::numeric).toList(), MonitoringPolicy.DEFAULT);
  }

  static <T> List<T> together(int threads, Callable<T> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<T> results = new ArrayList<>();
    try {
      for (Future<T> future : pool.invokeAll(java.util.Collections.nCopies(threads, work))) {
        results.add(future.get());
      }
    } finally {
      pool.shutdown();
    }
    return results;
  }
}
