package com.nextgen.ml.service.inference;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import org.jspecify.annotations.Nullable;

/** Makes the observer of a version when it is loaded. */
@FunctionalInterface
public interface VersionObservers {

  /**
   * Returns a version is about to serve.
   *
   * @param baseline null if the version has none
   */
  VersionObserver loaded(VersionId id, ModelSchema schema, @Nullable Baseline baseline);
}
