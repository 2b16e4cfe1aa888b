package com.nextgen.ml.service.inference;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.FeatureType;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.registry.ModelRegistry;
import com.nextgen.ml.service.registry.RegistryException;
import com.nextgen.ml.service.registry.StoredVersion;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a version from the registry, opens its model and runs it once. */
final class VersionLoader {
  private final ModelRegistry registry;
  private final OnnxRuntime runtime;
  private final VersionObservers observers;

  VersionLoader(ModelRegistry registry, OnnxRuntime runtime, VersionObservers observers) {
    this.registry = registry;
    this.runtime = runtime;
    this.observers = observers;
  }

  /**
   * Loads a version, ready to serve; the caller holds it.
   *
   * @throws ModelLoadException if it cannot be served; the message says why
   * @throws IOException if the registry cannot be read now
   */
  LoadedVersion load(VersionId id, Instant now) throws ModelLoadException, IOException {
    StoredVersion stored = read(id);
    byte[] onnx = stored.onnx();
    OnnxModel model = onnx == null ? null : open(onnx, stored);
    try {
      VersionObserver observer = observers.loaded(id, stored.schema(), stored.baseline());
      StoredVersion kept =
          new StoredVersion(
              stored.schema(), null, stored.sha256(), stored.baseline(), stored.files());
      return new LoadedVersion(id, kept, model, now, observer);
    } catch (RuntimeException e) {
      if (model != null) {
        model.close();
      }
      throw e;
    }
  }

  private StoredVersion read(VersionId id) throws ModelLoadException, IOException {
    try {
      return registry.read(id.model(), id.version());
    } catch (RegistryException e) {
      throw new ModelLoadException(String.valueOf(e.getMessage()), e);
    }
  }

  private OnnxModel open(byte[] onnx, StoredVersion stored) throws ModelLoadException {
    OnnxModel model = runtime.open(onnx, stored.schema());
    try {
      checkPrecision(model.signature().precision(), stored.baseline());
      model.predict(warmUp(stored.schema(), stored.baseline()));
    } catch (InferenceException e) {
      // Without a baseline nothing says which texts the model knows, and it may refuse others.
      if (stored.baseline() != null || !model.takesTexts()) {
        model.close();
        throw new ModelLoadException("a first prediction failed: " + e.getMessage(), e);
      }
    } catch (ModelLoadException | RuntimeException e) {
      model.close();
      throw e;
    }
    return model;
  }

  /** Edges of another type of number would put values on the wrong side of them. */
  private static void checkPrecision(Precision precision, @Nullable Baseline baseline)
      throws ModelLoadException {
    if (baseline == null) {
      return;
    }
    for (Column column : baseline.layout().columns()) {
      if (column.isInput()
          && column.bins() instanceof NumericBins bins
          && bins.precision() != precision) {
        throw new ModelLoadException(
            "baseline.json counts feature '"
                + column.name()
                + "' as "
                + bins.precision().spelling()
                + "; the model takes "
                + precision.spelling());
      }
    }
  }

  /** A row of zeros and first categories. */
  private static RowBlock warmUp(ModelSchema schema, @Nullable Baseline baseline) {
    List<String> texts = new ArrayList<>();
    for (Feature feature : schema.features()) {
      if (!feature.isNumeric()) {
        texts.add(text(feature, baseline));
      }
    }
    return new RowBlock(1, new double[schema.numericWidth()], texts.toArray(String[]::new));
  }

  private static String text(Feature feature, @Nullable Baseline baseline) {
    if (!feature.codes().isEmpty()) {
      return feature.codes().get(0);
    }
    if (feature.type() == FeatureType.BOOLEAN) {
      return "false";
    }
    if (baseline != null) {
      for (Column column : baseline.layout().columns()) {
        if (column.source() == Column.Source.CATEGORICAL_INPUT
            && column.name().equals(feature.name())
            && column.bins() instanceof CategoricalBins bins
            && !bins.named().isEmpty()) {
          return bins.named().get(0);
        }
      }
    }
    return feature.missingText() == null ? "" : feature.missingText();
  }
}
