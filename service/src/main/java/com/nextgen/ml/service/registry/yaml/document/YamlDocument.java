package com.nextgen.ml.service.registry.yaml.document;

import com.nextgen.ml.service.registry.RegistryException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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

  private YamlDocument() {}

  /**
   * Reads a document.
   *
   * @param bytes UTF-8
   * @param source the name of the file, which begins every message
   * @param reader reads the node at the top; what it throws is told of the source
   * @throws RegistryException if there is none or it is not what is read; the message names the
   *     line and the key
   */
  public static <V> V read(byte[] bytes, String source, Reader<V> reader) throws RegistryException {
    if (bytes.length > MAX_BYTES) {
      throw new RegistryException(source + " is larger than " + (MAX_BYTES >> 20) + " MiB");
    }
    Node node = compose(decode(bytes, source), source);
    if (node == null) {
      throw new RegistryException(source + " is empty");
    }
    try {
      return reader.read(YamlNode.top(node));
    } catch (RegistryException e) {
      throw new RegistryException(source + ", " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new RegistryException(source + ": " + e.getMessage(), e);
    }
  }

  /** Reads the node at the top of a document. */
  @FunctionalInterface
  public interface Reader<V> {
    /**
     * Reads it.
     *
     * @throws RegistryException if it cannot; the message begins with the line
     * @throws IllegalArgumentException if it is not a document as a whole
     */
    V read(YamlNode top) throws RegistryException;
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
