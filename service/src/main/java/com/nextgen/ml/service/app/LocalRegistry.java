package com.nextgen.ml.service.app;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.document.BaselineJson;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.service.inference.onnx.OnnxRuntime;
import com.nextgen.ml.service.registry.ModelRegistry;
import com.nextgen.ml.service.registry.directory.DirectoryRegistry;
import java.nio.file.Path;

/** Opens the registry in a directory of this machine. */
public final class LocalRegistry {
  private LocalRegistry() {}

  /** Returns a directory as a registry whose baselines are read and must fit their versions. */
  public static ModelRegistry open(Path directory) {
    return new DirectoryRegistry(directory, LocalRegistry::baseline, OnnxRuntime.MAX_MODEL_BYTES);
  }

  private static Baseline baseline(byte[] document, ModelSchema schema, String sha256) {
    Baseline baseline = BaselineJson.read(document);
    baseline.checkFits(schema, sha256);
    return baseline;
  }
}
