package com.nextgen.ml.service.registry;

import com.nextgen.ml.service.suggest.UnknownName;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the registry holds, as far as it has settled.
 *
 * @param models by name
 */
public record RegistrySnapshot(SortedMap<String, Model> models) {
  /** A registry that holds nothing. */
  public static final RegistrySnapshot EMPTY = new RegistrySnapshot(new TreeMap<>());

  public RegistrySnapshot {
    models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
  }

  /** Returns a model; null if there is none of that name. */
  public @Nullable Model model(String name) {
    return models.get(name);
  }

  /** Returns what to say of a version that is not here, with the nearest name that is. */
  public String unknown(String model, int version) {
    Model registered = models.get(model);
    return registered == null
        ? UnknownName.model(model, models.keySet())
        : UnknownName.version(model, version, registered.versions().keySet());
  }

  /**
   * A model.
   *
   * @param versions what each version's files look like, by version; {@link Revision#UNSEEN} for
   *     one that is neither the highest nor named by an alias
   * @param aliases the version each alias names; it need not exist
   * @param problem why the directory or the aliases cannot be read; null if they can. {@code
   *     versions} and {@code aliases} are then the last that could be
   */
  public record Model(
      String name,
      SortedMap<Integer, Revision> versions,
      SortedMap<String, Integer> aliases,
      @Nullable String problem) {
    public Model {
      versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
      aliases = Collections.unmodifiableSortedMap(new TreeMap<>(aliases));
    }

    /** Returns the files of a version; null if there is no such version. */
    public @Nullable Revision version(int version) {
      return versions.get(version);
    }

    /** Returns the versions that should serve: those that aliases name, or else the highest. */
    public SortedSet<Integer> wanted() {
      TreeSet<Integer> wanted = new TreeSet<>(aliases.values());
      if (wanted.isEmpty() && !versions.isEmpty()) {
        wanted.add(versions.lastKey());
      }
      return wanted;
    }

    /** Returns those aliases that name a version, as {@code [production, shadow]}. */
    public List<String> aliasesOf(int version) {
      return aliases.entrySet().stream()
          .filter(entry -> entry.getValue() == version)
          .map(Map.Entry::getKey)
          .toList();
    }
  }
}
