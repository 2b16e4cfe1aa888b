package com.nextgen.ml.service.inference.loading;

import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.ServedVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What serves of each model, in one immutable map that requests read and never wait for. It is
 * changed by one thread at a time.
 */
final class ServingTable {
  private static final Logger LOG = LoggerFactory.getLogger(ServingTable.class);

  private volatile Map<String, Serving> models = Map.of();

  /** Returns what serves of a model: nothing, if it is not known. */
  Serving of(String model) {
    return models.getOrDefault(model, Serving.NOTHING);
  }

  /** Returns the models of which something serves. */
  Set<String> names() {
    return models.keySet();
  }

  /** Returns every version that serves, by model and version. */
  List<ServedVersion> versions() {
    List<ServedVersion> versions = new ArrayList<>();
    models.values().forEach(serving -> versions.addAll(serving.versions().values()));
    return versions;
  }

  /**
   * Leases a version.
   *
   * @param chosen which one of what serves; null if none
   */
  @Nullable Lease lease(String model, Function<Serving, @Nullable LoadedVersion> chosen) {
    while (true) {
      LoadedVersion version = chosen.apply(of(model));
      if (version == null) {
        return null;
      }
      if (version.hold()) {
        return new VersionLease(version);
      }
      // It was retired since the table was read, so the table is another one by now.
    }
  }

  /** Makes {@code next} serve and lets go of what else is in {@code loaded} or served. */
  void swap(String model, Serving next, SortedMap<Integer, LoadedVersion> loaded) {
    List<LoadedVersion> ended = new ArrayList<>(loaded.values());
    of(model).versions().values().stream().filter(old -> !ended.contains(old)).forEach(ended::add);
    ended.removeAll(next.versions().values());
    Map<String, Serving> changed = new TreeMap<>(models);
    if (next.versions().isEmpty()) {
      changed.remove(model);
    } else {
      changed.put(model, next);
    }
    models = Collections.unmodifiableMap(changed);
    for (LoadedVersion version : ended) {
      LOG.info("retired {}", version.id());
      version.release();
    }
  }
}
