package com.nextgen.ml.service.registry.yaml.document;

import com.nextgen.ml.service.registry.RegistryException;

/**
 * How a value stands in a document: the one description by which it is read and written.
 *
 * @param <V> the value
 */
public interface Form<V> {
  /**
   * Reads a value.
   *
   * @throws RegistryException if it is not one; the message names the line and the key
   */
  V read(YamlNode node) throws RegistryException;

  /** Returns what a document says of the value. */
  Value write(V value, View view);
}
