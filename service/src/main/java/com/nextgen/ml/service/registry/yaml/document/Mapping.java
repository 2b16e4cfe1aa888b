package com.nextgen.ml.service.registry.yaml.document;

import com.nextgen.ml.service.registry.RegistryException;
import java.util.ArrayList;
import java.util.List;

/**
 * A mapping of known keys, written in their order; reading refuses any other.
 *
 * @param keys each named once
 * @param maker makes the record of what the keys say
 */
public record Mapping<R>(List<Key<R, ?>> keys, Maker<R> maker) implements Form<R> {
  public Mapping {
    keys = List.copyOf(keys);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the values of a whole document do not go together
   */
  @Override
  public R read(YamlNode node) throws RegistryException {
    YamlMapping in = node.mapping();
    allowOnlyKnown(in);
    try {
      return maker.make(in);
    } catch (IllegalArgumentException e) {
      if (in.path().isEmpty()) {
        throw e; // of the whole document; its first line would say nothing
      }
      throw in.error(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Value.Fields write(R of, View view) {
    List<Value.Field> fields = new ArrayList<>();
    for (Key<R, ?> key : keys) {
      key.write(of, view).ifPresent(value -> fields.add(new Value.Field(key.name(view), value)));
    }
    return new Value.Fields(fields);
  }

  /**
   * Refuses every key that is not one of this mapping's.
   *
   * @throws RegistryException if there is one; the message names its line and the known ones
   */
  public void allowOnlyKnown(YamlMapping in) throws RegistryException {
    in.allowOnly(keys.stream().map(Key::name).toList());
  }

  /** Makes a record of a mapping whose keys are all known. */
  @FunctionalInterface
  public interface Maker<R> {
    /**
     * Makes it.
     *
     * @throws RegistryException if a value is not one; the message names the line and the key
     * @throws IllegalArgumentException if the values do not go together
     */
    R make(YamlMapping in) throws RegistryException;
  }
}
