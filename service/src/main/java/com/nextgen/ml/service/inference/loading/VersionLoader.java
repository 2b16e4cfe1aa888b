package com.nextgen.ml.service.inference.loading;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.inference.VersionObservers;
import com.nextgen.ml.service.inference.onnx.OnnxModel;
import com.nextgen.ml.service.registry.ModelRegistry;
import com.nextgen.ml.service.registry.RegistryException;
import com.nextgen.ml.service.registry.StoredVersion;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads versions from the registry and opens their models. */
final class VersionLoader {
  private static final Logger LOG = LoggerFactory.getLogger(VersionLoader.class);

  /** The registry may lie on storage that does not answer. */
  private static final Duration TO_READ = Duration.ofMinutes(1);

  private final ModelRegistry registry;
  private final ModelOpener opener;
  private final VersionObservers observers;

  VersionLoader(ModelRegistry registry, ModelOpener opener, VersionObservers observers) {
    this.registry = registry;
    this.opener = opener;
    this.observers = observers;
  }

  /**
   * A version that is read, opened and has run once.
   *
   * @param stored without the bytes of the model file
   * @param model null if it is served elsewhere
   */
  record Opened(StoredVersion stored, @Nullable OnnxModel model) {
    void close() {
      if (model != null) {
        model.close();
      }
    }
  }

  /**
   * Reads and opens a version.
   *
   * @throws ModelLoadException if it cannot be served; the message says why
   * @throws IOException if the registry cannot be read now
   */
  Opened open(VersionId id, LoadStep step) throws ModelLoadException, IOException {
    step.mayTake(TO_READ);
    StoredVersion stored = read(id);
    StoredVersion kept =
        new StoredVersion(
            stored.schema(), null, stored.sha256(), stored.baseline(), stored.files());
    if (stored.onnx() == null) {
      return new Opened(kept, null);
    }
    OnnxModel model = opener.open(stored, step);
    try {
      checkPrecision(model.signature().precision(), stored.baseline());
    } catch (ModelLoadException e) {
      model.close();
      throw e;
    }
    return new Opened(kept, model);
  }

  /** The version, ready to serve; the caller holds it. Closes what was opened where this fails. */
  LoadedVersion served(VersionId id, Opened opened, Instant now) {
    boolean done = false;
    try {
      StoredVersion stored = opened.stored();
      VersionObserver observer = observers.loaded(id, stored.schema(), stored.baseline());
      LoadedVersion version = new LoadedVersion(id, stored, opened.model(), now, observer);
      done = true;
      LOG.info(
          "loaded {}, SHA-256 {}{}",
          id,
          version.sha256().isEmpty() ? "of no file" : version.sha256(),
          version.isDigestRecorded()
              ? ""
              : ", which nothing has recorded: the file was put there by hand");
      return version;
    } finally {
      if (!done) {
        opened.close();
      }
    }
  }

  private StoredVersion read(VersionId id) throws ModelLoadException, IOException {
    try {
      return registry.read(id.model(), id.version());
    } catch (RegistryException e) {
      throw new ModelLoadException(String.valueOf(e.getMessage()), e);
    }
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
                + bins.precision().code()
                + "; the model takes "
                + precision.code());
      }
    }
  }
}
