package com.nextgen.ml.service.registry.yaml;

import com.nextgen.ml.monitoring.text.Names;
import com.nextgen.ml.service.registry.RegistryException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML mapping that is asked for its keys. A scalar is taken as it is spelled, so {@code [no,
 * yes]} are the texts "no" and "yes". Every error names the key and the line.
 */
public final class YamlMapping {
  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9.]{1,40}(?:[eE][-+]?\\d{1,4})?");
  private static final Pattern INTEGER = Pattern.compile("\\d{1,18}");
  private static final Set<Tag> PLAIN =
      Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MERGE);

  private final Map<String, Node> values = new LinkedHashMap<>();
  private final String path;
  private final int line;

  /**
   * @param path where the mapping stands, for messages; empty at the top
   */
  YamlMapping(Node node, String path) throws RegistryException {
    this.path = path;
    this.line = line(node);
    if (!(node instanceof MappingNode mapping) || !mapping.getTag().equals(Tag.MAP)) {
      throw at(node, (path.isEmpty() ? "the document" : path) + " must be a mapping");
    }
    for (NodeTuple entry : mapping.getValue()) {
      String key = scalar(entry.getKeyNode(), path.isEmpty() ? "a key" : "a key of " + path);
      if (values.put(key, entry.getValueNode()) != null) {
        throw at(entry.getKeyNode(), full(key) + " stands twice");
      }
    }
  }

  /** The line it begins on, from 1. */
  int line() {
    return line;
  }

  /** Where it stands; empty at the top. */
  String path() {
    return path;
  }

  public Set<String> keys() {
    return values.keySet();
  }

  /** Refuses every key that is not one of these. */
  void allowOnly(String... known) throws RegistryException {
    for (Map.Entry<String, Node> entry : values.entrySet()) {
      if (!Arrays.asList(known).contains(entry.getKey())) {
        throw at(
            entry.getValue(),
            full(entry.getKey())
                + " is not known; known are "
                + String.join(", ", new TreeSet<>(Arrays.asList(known))));
      }
    }
  }

  /** The text of a scalar; null if the key is absent or empty. */
  @Nullable String text(String key) throws RegistryException {
    Node node = present(key);
    return node == null ? null : scalar(node, full(key));
  }

  String text(String key, String otherwise) throws RegistryException {
    String text = text(key);
    return text == null ? otherwise : text;
  }

  public String requiredText(String key) throws RegistryException {
    String text = text(key);
    if (text == null) {
      throw error(full(key) + " is missing");
    }
    return text;
  }

  /** Reads a text by {@code parse}, whose refusal becomes an error at the key's line. */
  public <T> T parsed(String key, T otherwise, Function<String, T> parse) throws RegistryException {
    Node node = present(key);
    return node == null ? otherwise : parsed(node, full(key), parse);
  }

  /** The same; null if the key is absent. */
  <T> @Nullable T parsed(String key, Function<String, T> parse) throws RegistryException {
    Node node = present(key);
    return node == null ? null : parsed(node, full(key), parse);
  }

  /** A number; null if the key is absent. */
  @Nullable Double number(String key) throws RegistryException {
    return parsed(key, YamlMapping::toNumber);
  }

  double number(String key, double otherwise) throws RegistryException {
    return parsed(key, otherwise, YamlMapping::toNumber);
  }

  long integer(String key, long otherwise) throws RegistryException {
    return parsed(key, otherwise, YamlMapping::toInteger);
  }

  boolean flag(String key, boolean otherwise) throws RegistryException {
    return parsed(key, otherwise, YamlMapping::toFlag);
  }

  List<String> texts(String key) throws RegistryException {
    return list(key, text -> text);
  }

  List<Double> numbers(String key) throws RegistryException {
    return list(key, YamlMapping::toNumber);
  }

  <T> List<T> list(String key, Function<String, T> parse) throws RegistryException {
    List<T> list = new ArrayList<>();
    for (Node item : items(present(key), full(key))) {
      list.add(parsed(item, entry(key), parse));
    }
    return list;
  }

  List<List<String>> lists(String key) throws RegistryException {
    List<List<String>> lists = new ArrayList<>();
    for (Node item : items(present(key), full(key))) {
      List<String> texts = new ArrayList<>();
      for (Node text : items(item, entry(key))) {
        texts.add(scalar(text, entry(key)));
      }
      lists.add(texts);
    }
    return lists;
  }

  List<YamlMapping> mappings(String key) throws RegistryException {
    List<YamlMapping> mappings = new ArrayList<>();
    for (Node item : items(present(key), full(key))) {
      if (!(item instanceof MappingNode)) {
        throw at(item, entry(key) + " must be a mapping");
      }
      mappings.add(new YamlMapping(item, full(key)));
    }
    return mappings;
  }

  /** The mapping under a key; null if absent or empty. */
  @Nullable YamlMapping mapping(String key) throws RegistryException {
    Node node = present(key);
    return node == null ? null : new YamlMapping(node, full(key));
  }

  /** All keys with their texts. */
  Map<String, String> allTexts() throws RegistryException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String key : values.keySet()) {
      texts.put(key, requiredText(key));
    }
    return texts;
  }

  /** An error about this mapping as a whole. */
  public RegistryException error(String message) {
    return new RegistryException("line " + line + ": " + message);
  }

  private @Nullable Node present(String key) {
    Node node = values.get(key);
    return node == null || node.getTag().equals(Tag.NULL) ? null : node;
  }

  private static List<Node> items(@Nullable Node node, String name) throws RegistryException {
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof SequenceNode sequence) || !sequence.getTag().equals(Tag.SEQ)) {
      throw at(node, name + " must be a list");
    }
    return sequence.getValue();
  }

  private static String scalar(Node node, String name) throws RegistryException {
    if (!(node instanceof ScalarNode text)) {
      throw at(node, name + " must be a single value");
    }
    if (!PLAIN.contains(text.getTag())) {
      throw at(node, name + " has a tag; tags are not taken");
    }
    return text.getValue();
  }

  private static <T> T parsed(Node node, String name, Function<String, T> parse)
      throws RegistryException {
    String text = scalar(node, name);
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw at(node, name + ": " + e.getMessage());
    }
  }

  private static Double toNumber(String text) {
    if (NUMBER.matcher(text).matches()) {
      try {
        double number = Double.parseDouble(text);
        if (Double.isFinite(number)) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Falls through to the one message for all that is no number.
      }
    }
    throw new IllegalArgumentException("'" + Names.shortened(text) + "' is not a number");
  }

  private static Long toInteger(String text) {
    if (!INTEGER.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + Names.shortened(text) + "' is not a whole number");
    }
    return Long.valueOf(text);
  }

  private static Boolean toFlag(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(
          "'" + Names.shortened(text) + "' is neither true nor false");
    }
    return Boolean.valueOf(text);
  }

  private String full(String key) {
    return path.isEmpty() ? Names.shortened(key) : path + "." + Names.shortened(key);
  }

  private String entry(String key) {
    return "an entry of " + full(key);
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private static RegistryException at(Node node, String message) {
    return new RegistryException("line " + line(node) + ": " + message);
  }
}
