package com.nextgen.ml.service.registry.yaml.document;

import com.nextgen.ml.service.registry.RegistryException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A mapping whose keys are names that the document chooses, written in their order.
 *
 * @param value the form of each value
 * @param emptyIsAbsent whether a name without a value is as if it were not there; else an error
 */
public record MapForm<V>(Form<V> value, boolean emptyIsAbsent) implements Form<Map<String, V>> {
  @Override
  public Map<String, V> read(YamlNode node) throws RegistryException {
    YamlMapping in = node.mapping();
    Map<String, V> map = new LinkedHashMap<>();
    for (String name : in.keys()) {
      if (!emptyIsAbsent || in.find(name).isPresent()) {
        map.put(name, value.read(in.required(name)));
      }
    }
    return map;
  }

  @Override
  public Value write(Map<String, V> map, View view) {
    List<Value.Field> fields = new ArrayList<>();
    new TreeMap<>(map)
        .forEach((name, of) -> fields.add(new Value.Field(name, value.write(of, view))));
    return new Value.Fields(fields);
  }
}
