package com.nextgen.ml.service.cli;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.BaselineJson;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.service.inference.OnnxRuntime;
import com.nextgen.ml.service.registry.DirectoryRegistry;
import com.nextgen.ml.service.registry.ModelRegistry;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The registry that a command works on, without a running service. */
final class RegistryOption {
  @Option(
      names = "--registry",
      paramLabel = "DIR",
      defaultValue = "registry",
      description = "the registry's directory (default: ${DEFAULT-VALUE})")
  private Path directory;

  Path directory() {
    return directory;
  }

  ModelRegistry open() {
    return open(directory);
  }

  /** A directory as a registry whose baselines are read and held against their versions. */
  static ModelRegistry open(Path directory) {
    return new DirectoryRegistry(directory, RegistryOption::baseline, OnnxRuntime.MOST_MODEL_BYTES);
  }

  private static Baseline baseline(byte[] document, ModelSchema schema, String sha256) {
    Baseline baseline = BaselineJson.read(document);
    baseline.checkFits(schema, sha256);
    return baseline;
  }
}
