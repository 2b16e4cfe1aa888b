package com.nextgen.ml.service.registry.yaml.document;

import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.registry.RegistryException;
import com.nextgen.ml.service.suggest.UnknownName;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** A YAML mapping that is asked for its keys. Every error names the key and the line. */
public final class YamlMapping {
  private final Map<String, YamlNode> values = new LinkedHashMap<>();
  private final String path;
  private final int line;

  /**
   * Reads the keys.
   *
   * @param path where the mapping stands, for messages; empty at the top
   */
  YamlMapping(MappingNode mapping, String path) throws RegistryException {
    this.path = path;
    this.line = YamlNode.at(mapping, path).line();
    for (NodeTuple entry : mapping.getValue()) {
      YamlNode keyNode = YamlNode.key(entry.getKeyNode(), path);
      String key = keyNode.text();
      if (values.put(key, YamlNode.at(entry.getValueNode(), full(key))) != null) {
        throw keyNode.error(full(key) + " stands twice");
      }
    }
  }

  /** Returns where it stands, for messages; empty at the top. */
  public String path() {
    return path;
  }

  /** Returns its keys in the order of the document. */
  public Set<String> keys() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /** Returns what stands under a key; empty if the key is absent or nothing does. */
  Optional<YamlNode> find(String key) {
    return Optional.ofNullable(values.get(key)).filter(node -> !node.isEmpty());
  }

  /**
   * Returns what stands under a key.
   *
   * @throws RegistryException if nothing does
   */
  public YamlNode required(String key) throws RegistryException {
    return find(key).orElseThrow(() -> error(full(key) + " is missing"));
  }

  /** Refuses every key that is not one of these. */
  void allowOnly(Collection<String> known) throws RegistryException {
    for (Map.Entry<String, YamlNode> entry : values.entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw entry
            .getValue()
            .error(
                full(entry.getKey())
                    + " is not known; known are "
                    + String.join(", ", new TreeSet<>(known))
                    + UnknownName.hint(entry.getKey(), known));
      }
    }
  }

  /** Returns an error about this mapping as a whole. */
  public RegistryException error(String message) {
    return new RegistryException("line " + line + ": " + message);
  }

  private String full(String key) {
    return path.isEmpty() ? Messages.quoted(key) : path + "." + Messages.quoted(key);
  }
}
