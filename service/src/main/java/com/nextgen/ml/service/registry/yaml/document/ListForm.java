package com.nextgen.ml.service.registry.yaml.document;

import com.nextgen.ml.service.registry.RegistryException;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of values of one form.
 *
 * @param item the form of each
 */
public record ListForm<V>(Form<V> item) implements Form<List<V>> {
  @Override
  public List<V> read(YamlNode node) throws RegistryException {
    List<V> list = new ArrayList<>();
    for (YamlNode entry : node.items()) {
      list.add(item.read(entry));
    }
    return list;
  }

  @Override
  public Value write(List<V> list, View view) {
    return new Value.Items(list.stream().map(value -> item.write(value, view)).toList());
  }
}
