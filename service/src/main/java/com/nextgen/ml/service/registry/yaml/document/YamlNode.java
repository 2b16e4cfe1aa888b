package com.nextgen.ml.service.registry.yaml.document;

import com.nextgen.ml.service.registry.RegistryException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A place in a document that is asked for what stands there. Every error names the key and the
 * line.
 */
public final class YamlNode {
  private static final Set<Tag> PLAIN =
      Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MERGE);

  private final Node node;
  private final String path;
  private final String name;

  private YamlNode(Node node, String path, String name) {
    this.node = node;
    this.path = path;
    this.name = name;
  }

  static YamlNode top(Node node) {
    return new YamlNode(node, "", "the document");
  }

  /** What stands under the key that {@code path} ends with. */
  static YamlNode at(Node node, String path) {
    return new YamlNode(node, path, path);
  }

  /** The key of an entry in the mapping at {@code path}. */
  static YamlNode key(Node node, String path) {
    return new YamlNode(node, path, path.isEmpty() ? "a key" : "a key of " + path);
  }

  /** Whether nothing stands there. */
  boolean isEmpty() {
    return node.getTag().equals(Tag.NULL);
  }

  /** The line it begins on, from 1. */
  int line() {
    return node.getStartMark().getLine() + 1;
  }

  /**
   * Returns a scalar as it is spelled, so {@code [no, yes]} are the texts "no" and "yes".
   *
   * @throws RegistryException if it is a list, a mapping, has a tag or is no Unicode
   */
  String text() throws RegistryException {
    if (!(node instanceof ScalarNode text)) {
      throw error(name + " must be a single value");
    }
    if (!PLAIN.contains(text.getTag())) {
      throw error(name + " has a tag; tags are not taken");
    }
    if (!isUnicode(text.getValue())) {
      throw error(name + " has half a surrogate pair, which is no character");
    }
    return text.getValue();
  }

  /**
   * Returns what {@code parse} makes of the text; its refusal becomes an error at this line.
   *
   * @throws RegistryException if it refuses, or there is no single text
   */
  public <T> T parsed(Function<String, T> parse) throws RegistryException {
    String text = text();
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw error(name + ": " + e.getMessage());
    }
  }

  /**
   * Returns the entries of a list.
   *
   * @throws RegistryException if it is none
   */
  List<YamlNode> items() throws RegistryException {
    if (!(node instanceof SequenceNode sequence) || !sequence.getTag().equals(Tag.SEQ)) {
      throw error(name + " must be a list");
    }
    return sequence.getValue().stream()
        .map(item -> new YamlNode(item, path, "an entry of " + path))
        .toList();
  }

  /**
   * Returns the mapping that stands there.
   *
   * @throws RegistryException if it is none, or a key stands twice
   */
  public YamlMapping mapping() throws RegistryException {
    if (!(node instanceof MappingNode mapping) || !mapping.getTag().equals(Tag.MAP)) {
      throw error(name + " must be a mapping");
    }
    return new YamlMapping(mapping, path);
  }

  /** Whether UTF-8 can hold it. */
  static boolean isUnicode(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  RegistryException error(String message) {
    return new RegistryException("line " + line() + ": " + message);
  }
}
