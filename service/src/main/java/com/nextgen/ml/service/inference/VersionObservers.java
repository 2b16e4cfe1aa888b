package com.nextgen.ml.service.inference;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import org.jspecify.annotations.Nullable;

/** Makes the observer of a version when it is loaded, and is told when it is retired. */
public interface VersionObservers {

  /**
   * A version is about to serve.
   *
   * @param baseline null if the version has none
   */
  VersionObserver loaded(VersionId id, ModelSchema schema, @Nullable Baseline baseline);

  /**
   * The version serves no more and its last lease has ended. A version whose files changed is
   * loaded anew before its old instance retires, so {@code loaded} may have been called for the
   * same id meanwhile: the observer tells which instance ends.
   *
   * @param observer the one that {@link #loaded} gave for this instance
   */
  void retired(VersionId id, VersionObserver observer);
}
