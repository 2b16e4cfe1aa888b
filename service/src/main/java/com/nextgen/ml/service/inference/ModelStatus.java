package com.nextgen.ml.service.inference;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
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
   * One of its versions.
   *
   * @param loaded whether it serves
   * @param problem why it does not load, or why its files' last change was not taken up; null if
   *     there is nothing to say
   */
  public record Version(int version, boolean loaded, @Nullable String problem) {}
}
