package com.nextgen.ml.service.inference.loading;

import com.nextgen.ml.service.registry.RegistrySnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A model of the registry and how far it is served.
 *
 * @param standard the version that answers calls which name none; empty if none is loaded
 * @param aliases the version that each alias serves; where a newly named version does not load, the
 *     one before
 * @param versions all versions in the registry, and those that are loaded still, ascending
 * @param problem what is wrong with the model's aliases; null if nothing
 */
public record ModelStatus(
    String name,
    OptionalInt standard,
    Map<String, Integer> aliases,
    List<Version> versions,
    @Nullable String problem) {
  public ModelStatus {
    aliases = Map.copyOf(aliases);
    versions = List.copyOf(versions);
  }

  /**
   * Puts together what is known of a model.
   *
   * @param registered null if it is in the registry no more
   * @param problems why a version does not load; null if there is nothing to say of it
   */
  static ModelStatus of(
      String model,
      Serving serving,
      RegistrySnapshot.@Nullable Model registered,
      IntFunction<@Nullable String> problems) {
    TreeSet<Integer> numbers = new TreeSet<>(serving.versions().keySet());
    if (registered != null) {
      numbers.addAll(registered.versions().keySet());
      numbers.addAll(registered.aliases().values());
    }
    List<Version> versions = new ArrayList<>();
    for (int number : numbers) {
      boolean loaded = serving.versions().containsKey(number);
      String problem = problems.apply(number);
      if (loaded || problem != null || (registered != null && registered.version(number) != null)) {
        versions.add(new Version(number, loaded, problem));
      }
    }
    LoadedVersion standard = serving.standard();
    return new ModelStatus(
        model,
        standard == null ? OptionalInt.empty() : OptionalInt.of(standard.id().version()),
        serving.aliases(),
        versions,
        registered == null ? null : registered.problem());
  }

  /**
   * One of its versions.
   *
   * @param loaded whether it serves
   * @param problem why it does not load, or why its files' last change was not taken up; null if
   *     there is nothing to say
   */
  public record Version(int version, boolean loaded, @Nullable String problem) {

    /** Returns how far it is served. */
    public State state() {
      return loaded ? State.LOADED : problem == null ? State.UNLOADED : State.FAILED;
    }
  }

  /** How far a version is served. */
  public enum State {
    /** It serves. */
    LOADED,
    /** It is in the registry, and nothing has asked for it. */
    UNLOADED,
    /** It does not load. */
    FAILED;

    /** Returns its name in documents. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
