package com.nextgen.ml.service.http;

import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Names;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.ModelSignature;
import com.nextgen.ml.service.inference.ServedModels;
import com.nextgen.ml.service.inference.ServedVersion;
import com.nextgen.ml.service.inference.VersionId;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds the version that a path names, and what is derived from its schema once. */
@Singleton
final class Versions {
  private static final int MOST_DIGITS = 9;

  private final ServedModels models;
  private final Map<VersionId, Plan> plans = new ConcurrentHashMap<>();

  Versions(ServedModels models) {
    this.models = models;
  }

  /**
   * What reading and writing for a version needs.
   *
   * @param answer null if the version is served elsewhere
   */
  record Plan(
      ModelSchema schema,
      Columns columns,
      @Nullable ModelSignature signature,
      @Nullable OpenInferenceAnswer answer) {}

  /**
   * Leases what a path names.
   *
   * @param version null for the one that is in production
   * @throws HttpProblem 404 if it is not loaded, 400 if the version is no number
   */
  Lease lease(String model, @Nullable String version) {
    Lease lease = find(model, version);
    if (lease == null) {
      throw HttpProblem.notFound(
          "model '"
              + Names.shortened(model)
              + "'"
              + (version == null ? "" : " version " + Names.shortened(version))
              + " is not loaded");
    }
    return lease;
  }

  /** Leases what a path names; null if it is not loaded, 400 if the version is no number. */
  @Nullable Lease find(String model, @Nullable String version) {
    if (!Names.isValid(model)) {
      return null;
    }
    return version == null ? models.lease(model) : models.lease(model, number(version));
  }

  /** The plan of a version that is leased. */
  @SuppressWarnings(
      "ReferenceEquality") // a schema is compared on every request: identity is enough
  Plan plan(ServedVersion version) {
    Plan plan = plans.get(version.id());
    // The same number can come back with another schema after its directory was replaced.
    if (plan == null || plan.schema() != version.schema()) {
      plan = make(version);
      plans.put(version.id(), plan);
      forgetRetired();
    }
    return plan;
  }

  /** Reads a version's number; 400 if it is none. */
  static int number(String version) {
    boolean digits = !version.isEmpty() && version.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || version.length() > MOST_DIGITS || Integer.parseInt(version) == 0) {
      throw HttpProblem.invalid(
          "version '" + Names.shortened(version) + "' is not a positive integer");
    }
    return Integer.parseInt(version);
  }

  private static Plan make(ServedVersion version) {
    ModelSignature signature = version.signature();
    return new Plan(
        version.schema(),
        new Columns(version.schema()),
        signature,
        signature == null ? null : new OpenInferenceAnswer(version.schema(), signature));
  }

  private void forgetRetired() {
    plans.keySet().retainAll(models.versions().stream().map(ServedVersion::id).toList());
  }
}
