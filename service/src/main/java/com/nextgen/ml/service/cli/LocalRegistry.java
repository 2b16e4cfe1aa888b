package com.nextgen.ml.service.cli;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.BaselineJson;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.service.inference.OnnxRuntime;
import com.nextgen.ml.service.registry.DirectoryRegistry;
import com.nextgen.ml.service.registry.ModelRegistry;
import java.nio.file.Path;

/** Opens the registry in a directory of this machine. */
final class LocalRegistry {
  private LocalRegistry() {}

  /** A directory as a registry whose baselines are read and must fit their versions. */
  static ModelRegistry open(Path directory) {
    return new DirectoryRegistry(directory, LocalRegistry::baseline, OnnxRuntime.MOST_MODEL_BYTES);
  }

  private static Baseline baseline(byte[] document, ModelSchema schema, String sha256) {
    Baseline baseline = BaselineJson.read(document);
    baseline.checkFits(schema, sha256);
    return baseline;
  }
}
