package com.nextgen.ml.monitoring.report;

import org.jspecify.annotations.Nullable;

/**
 * What was compared with what.
 *
 * @param model null where the rows belong to no model, as when two files are compared
 * @param version likewise
 * @param scope {@code instance}, {@code cluster} or {@code files}
 * @param replicas of the service that the scope is made of
 * @param against {@code baseline}, {@code previous} or {@code version:3}
 */
public record Subject(
    @Nullable String model, @Nullable String version, String scope, int replicas, String against) {

  public Subject {
    if (scope.isEmpty() || against.isEmpty() || replicas < 1) {
      throw new IllegalArgumentException("a report needs a scope and what it is against");
    }
  }

  /** What one process, or one pair of files, has to say. */
  public Subject(@Nullable String model, @Nullable String version, String scope, String against) {
    this(model, version, scope, 1, against);
  }
}
