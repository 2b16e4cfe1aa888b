package com.nextgen.ml.service.registry.yaml;

import com.nextgen.ml.service.registry.RegistryException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads one YAML document of mappings, lists and scalars, and nothing else: no tags, no repeated
 * collections, limited in size and depth. Nothing in it makes an object of any class.
 */
public final class YamlDocument {
  private static final int MAX_BYTES = 4 << 20;
  private static final int DEEPEST = 16;
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
  private static final Set<String> RESERVED =
      Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

  private YamlDocument() {}

  /**
   * Reads the mapping at the top.
   *
   * @param source the name of the file, which begins every message
   */
  public static YamlMapping read(byte[] bytes, String source) throws RegistryException {
    if (bytes.length > MAX_BYTES) {
      throw new RegistryException(source + " is larger than " + (MAX_BYTES >> 20) + " MiB");
    }
    Node node = compose(decode(bytes, source), source);
    if (node == null) {
      throw new RegistryException(source + " is empty");
    }
    try {
      return new YamlMapping(node, "");
    } catch (RegistryException e) {
      throw in(source, e);
    }
  }

  /** The same error, told of a file. */
  public static RegistryException in(String source, RegistryException e) {
    return new RegistryException(source + ", " + e.getMessage(), e);
  }

  /** A scalar that every YAML reader takes as this text. */
  public static String quoted(String text) {
    if (PLAIN.matcher(text).matches()
        && !RESERVED.contains(text.toLowerCase(java.util.Locale.ROOT))) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
              } else if (c < 0x20
                  || (c >= 0x7f && c <= 0xa0)
                  || c == 0x2028
                  || c == 0x2029
                  || c == 0xfeff
                  || (c >= 0xd800 && c <= 0xdfff)
                  || c == 0xfffe
                  || c == 0xffff) {
                quoted.append(String.format("\\u%04x", c));
              } else {
                quoted.appendCodePoint(c);
              }
            });
    return quoted.append('"').toString();
  }

  private static String decode(byte[] bytes, String source) throws RegistryException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new RegistryException(source + " is not UTF-8 text", e);
    }
  }

  private static Node compose(String text, String source) throws RegistryException {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setAllowRecursiveKeys(false);
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(DEEPEST);
    options.setCodePointLimit(MAX_BYTES);
    try {
      return new Yaml(new SafeConstructor(options)).compose(new java.io.StringReader(text));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new RegistryException(source + ", line " + line + ": " + e.getProblem(), e);
    } catch (YAMLException e) {
      throw new RegistryException(source + " cannot be read: " + firstLine(e), e);
    }
  }

  private static String firstLine(YAMLException e) {
    String message = e.getMessage() == null ? "not YAML" : e.getMessage();
    return message.lines().findFirst().orElse("not YAML");
  }
}
