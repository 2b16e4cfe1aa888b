package com.nextgen.ml.service.registry.yaml.document;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.serializer.Serializer;

/**
 * Writes a document as YAML for people: what is small on one line, one line an entry of a list, and
 * texts quoted wherever some reader might take them for something else.
 */
public final class YamlWriter {
  private static final int MAX_KEY = 1024;
  private static final int MAX_DIGITS = 30;
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
  private static final Set<String> RESERVED =
      Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

  private final Resolver resolver = new Resolver();

  private YamlWriter() {}

  /**
   * Returns a document that {@link YamlDocument} reads as the same.
   *
   * @throws IllegalArgumentException if a text has half a surrogate pair, which UTF-8 has not
   */
  public static String write(Value.Fields document) {
    StringWriter out = new StringWriter();
    DumperOptions options = new DumperOptions();
    options.setSplitLines(false);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    options.setMaxSimpleKeyLength(MAX_KEY);
    YamlWriter writer = new YamlWriter();
    try {
      Serializer serializer =
          new Serializer(new Emitter(out, options), writer.resolver, options, null);
      serializer.open();
      serializer.serialize(writer.mapping(document, 0));
      serializer.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot be written", e);
    }
    return out.toString();
  }

  private Node node(Value value, int depth) {
    if (value instanceof Value.Fields fields) {
      return mapping(fields, depth);
    } else if (value instanceof Value.Items items) {
      return list(items, depth);
    } else if (value instanceof Value.Text text) {
      return text(text.text());
    } else if (value instanceof Value.Word word) {
      return new ScalarNode(Tag.STR, word.spelling(), null, null, ScalarStyle.PLAIN);
    } else if (value instanceof Value.Whole whole) {
      return plain(Long.toString(whole.number()));
    } else if (value instanceof Value.Decimal decimal) {
      return plain(spelled(decimal.number()));
    } else {
      return plain(Boolean.toString(((Value.Flag) value).set()));
    }
  }

  /** Those at the top have a line for every key; below, those that hold mappings. */
  private Node mapping(Value.Fields mapping, int depth) {
    List<NodeTuple> tuples = new ArrayList<>();
    boolean lines = depth < 2;
    for (Value.Field field : mapping.fields()) {
      lines |= field.value() instanceof Value.Fields;
      tuples.add(new NodeTuple(text(field.key()), node(field.value(), depth + 1)));
    }
    return new MappingNode(Tag.MAP, tuples, style(lines && !tuples.isEmpty()));
  }

  private Node list(Value.Items list, int depth) {
    List<Node> nodes = new ArrayList<>();
    boolean lines = false;
    for (Value item : list.items()) {
      lines |= item instanceof Value.Fields || item instanceof Value.Items;
      nodes.add(node(item, depth + 1));
    }
    return new SequenceNode(Tag.SEQ, nodes, style(lines));
  }

  private static FlowStyle style(boolean lines) {
    return lines ? FlowStyle.BLOCK : FlowStyle.FLOW;
  }

  private static Node text(String text) {
    if (!YamlNode.isUnicode(text)) {
      throw new IllegalArgumentException("a text has half a surrogate pair, which is no character");
    }
    boolean plain =
        PLAIN.matcher(text).matches() && !RESERVED.contains(text.toLowerCase(Locale.ROOT));
    return new ScalarNode(
        Tag.STR, text, null, null, plain ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
  }

  /** Of whatever type YAML takes the spelling for; so it never needs a quote. */
  private Node plain(String spelling) {
    Tag tag = resolver.resolve(NodeId.scalar, spelling, true);
    return new ScalarNode(tag, spelling, null, null, ScalarStyle.PLAIN);
  }

  private static String spelled(double number) {
    String text = BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    return text.length() <= MAX_DIGITS ? text : Double.toString(number);
  }
}
