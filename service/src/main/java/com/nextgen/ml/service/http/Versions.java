package com.nextgen.ml.service.http;

import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.monitoring.text.Names;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.ServedModels;
import com.nextgen.ml.service.inference.ServedVersion;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.suggest.UnknownName;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the version that a path names. */
@Singleton
public final class Versions {
  private static final int MAX_DIGITS = 9;

  private final ServedModels models;

  Versions(ServedModels models) {
    this.models = models;
  }

  /**
   * Leases what a path names.
   *
   * @param version null for the one that is in production
   * @throws HttpProblem 404 if it is not loaded, 400 if the version is no number
   */
  public Lease lease(String model, @Nullable String version) {
    Lease lease = find(model, version);
    if (lease == null) {
      throw HttpProblem.notFound(
          "model '"
              + Messages.quoted(model)
              + "'"
              + (version == null ? "" : " version " + Messages.quoted(version))
              + " is not loaded"
              + instead(model));
    }
    return lease;
  }

  /** What is loaded: versions of the model, or a model whose name is near. */
  private String instead(String model) {
    Map<String, List<Integer>> loaded =
        models.versions().stream()
            .map(ServedVersion::id)
            .collect(
                Collectors.groupingBy(
                    VersionId::model,
                    TreeMap::new,
                    Collectors.mapping(VersionId::version, Collectors.toList())));
    List<Integer> versions = loaded.get(model);
    return versions == null
        ? UnknownName.hint(model, loaded.keySet())
        : "; loaded: " + UnknownName.listed(versions);
  }

  /** Leases what a path names; null if it is not loaded, 400 if the version is no number. */
  @Nullable Lease find(String model, @Nullable String version) {
    if (!Names.isValid(model)) {
      return null;
    }
    return version == null ? models.lease(model) : models.lease(model, number(version));
  }

  /** Reads a version's number; 400 if it is none. */
  public static int number(String version) {
    boolean digits = !version.isEmpty() && version.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || version.length() > MAX_DIGITS || Integer.parseInt(version) == 0) {
      throw HttpProblem.invalid(
          "version '" + Messages.quoted(version) + "' is not a positive integer");
    }
    return Integer.parseInt(version);
  }
}
