package com.nextgen.ml.service.http.inference;

import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.service.http.HttpSettings;
import com.nextgen.ml.service.inference.ModelSignature;
import com.nextgen.ml.service.inference.ServedModels;
import com.nextgen.ml.service.inference.ServedVersion;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.serving.Columns;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What is derived once from the schema of each version that is served. */
@Singleton
public final class Plans {
  private final ServedModels models;
  private final int maxRows;
  private final Map<VersionId, Plan> plans = new ConcurrentHashMap<>();

  Plans(ServedModels models, HttpSettings settings) {
    this.models = models;
    this.maxRows = settings.rowLimit();
  }

  /**
   * What reading and writing for a version needs.
   *
   * @param maxRows of one request
   * @param answer null if the version is served elsewhere
   */
  public record Plan(
      ModelSchema schema,
      Columns columns,
      int maxRows,
      @Nullable ModelSignature signature,
      @Nullable OpenInferenceAnswer answer) {}

  /** The plan of a version that is leased. */
  @SuppressWarnings(
      "ReferenceEquality") // a schema is compared on every request: identity is enough
  public Plan of(ServedVersion version) {
    Plan plan = plans.get(version.id());
    // The same number can come back with another schema after its directory was replaced.
    if (plan == null || plan.schema() != version.schema()) {
      plan = make(version);
      plans.put(version.id(), plan);
      forgetRetired();
    }
    return plan;
  }

  private Plan make(ServedVersion version) {
    ModelSignature signature = version.signature();
    return new Plan(
        version.schema(),
        new Columns(version.schema(), signature),
        maxRows,
        signature,
        signature == null ? null : new OpenInferenceAnswer(version.schema(), signature));
  }

  private void forgetRetired() {
    plans.keySet().retainAll(models.versions().stream().map(ServedVersion::id).toList());
  }
}
