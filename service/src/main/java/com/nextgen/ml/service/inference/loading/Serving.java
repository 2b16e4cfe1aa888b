package com.nextgen.ml.service.inference.loading;

import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The loaded versions of one model.
 *
 * @param versions by number
 * @param aliases those that name a loaded version
 * @param standard answers calls that name no version; null if nothing is loaded
 */
record Serving(
    SortedMap<Integer, LoadedVersion> versions,
    SortedMap<String, Integer> aliases,
    @Nullable LoadedVersion standard) {
  static final String PRODUCTION = "production";
  static final Serving NOTHING = new Serving(new TreeMap<>(), new TreeMap<>(), null);

  Serving {
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    aliases = Collections.unmodifiableSortedMap(new TreeMap<>(aliases));
  }

  /**
   * What serves once {@code wanted} is as far loaded as it can be: an alias whose version is not
   * loaded goes on naming the one before, and versions that nothing names are let go.
   *
   * @param wanted the version each alias should name; empty if there are no aliases
   * @param highest serves where there are no aliases; 0 if the model has no version
   * @param loaded all that is loaded now, whether it is still wanted or not
   */
  Serving next(Map<String, Integer> wanted, int highest, SortedMap<Integer, LoadedVersion> loaded) {
    SortedMap<String, Integer> named = new TreeMap<>();
    wanted.forEach(
        (alias, version) -> {
          Integer before = aliases.get(alias);
          if (loaded.containsKey(version)) {
            named.put(alias, version);
          } else if (before != null && loaded.containsKey(before)) {
            named.put(alias, before);
          }
        });
    LoadedVersion first = standard(wanted, highest, named, loaded);
    Set<Integer> needed = new HashSet<>(named.values());
    if (first != null) {
      needed.add(first.id().version());
    }
    SortedMap<Integer, LoadedVersion> kept = new TreeMap<>(loaded);
    kept.keySet().retainAll(needed);
    return new Serving(kept, named, first);
  }

  private @Nullable LoadedVersion standard(
      Map<String, Integer> wanted,
      int highest,
      SortedMap<String, Integer> named,
      SortedMap<Integer, LoadedVersion> loaded) {
    LoadedVersion before = standard == null ? null : loaded.get(standard.id().version());
    if (wanted.isEmpty()) {
      LoadedVersion latest = loaded.get(highest);
      return latest == null ? before : latest;
    }
    if (wanted.containsKey(PRODUCTION)) {
      Integer production = named.get(PRODUCTION);
      return production == null ? before : loaded.get(production);
    }
    return named.isEmpty() ? before : loaded.get(Collections.max(named.values()));
  }
}
