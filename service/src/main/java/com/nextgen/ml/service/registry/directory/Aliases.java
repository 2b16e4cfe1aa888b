package com.nextgen.ml.service.registry.directory;

import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.monitoring.text.Names;
import com.nextgen.ml.service.registry.ReadLimit;
import com.nextgen.ml.service.registry.RegistryException;
import com.nextgen.ml.service.registry.yaml.document.Value;
import com.nextgen.ml.service.registry.yaml.document.YamlDocument;
import com.nextgen.ml.service.registry.yaml.document.YamlMapping;
import com.nextgen.ml.service.registry.yaml.document.YamlWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads and writes {@code aliases.yaml}. */
final class Aliases {
  private static final Pattern VERSION = Pattern.compile("[1-9]\\d{0,8}");

  /** The most aliases of a model. */
  static final int MOST = 100;

  private final RegistryFiles files;

  Aliases(RegistryFiles files) {
    this.files = files;
  }

  /** The aliases in a model's directory; none if there is no file. */
  SortedMap<String, Integer> read(Path model) throws IOException, RegistryException {
    byte[] bytes = files.read(model.resolve(RegistryFiles.ALIASES), ReadLimit.ALIASES);
    if (bytes == null || new String(bytes, StandardCharsets.UTF_8).isBlank()) {
      return Collections.emptySortedMap();
    }
    return parse(bytes);
  }

  static SortedMap<String, Integer> parse(byte[] bytes) throws RegistryException {
    SortedMap<String, Integer> aliases =
        YamlDocument.read(bytes, RegistryFiles.ALIASES, top -> aliases(top.mapping()));
    if (aliases.size() > MOST) {
      throw new RegistryException(RegistryFiles.ALIASES + " has more than " + MOST + " aliases");
    }
    return aliases;
  }

  private static SortedMap<String, Integer> aliases(YamlMapping top) throws RegistryException {
    SortedMap<String, Integer> aliases = new TreeMap<>();
    for (String alias : top.keys()) {
      if (!Names.isValid(alias)) {
        throw top.error("alias '" + Messages.quoted(alias) + "' is not a name");
      }
      aliases.put(alias, top.required(alias).parsed(Aliases::version));
    }
    return aliases;
  }

  void write(Path model, SortedMap<String, Integer> aliases) throws IOException {
    List<Value.Field> fields =
        aliases.entrySet().stream()
            .map(alias -> new Value.Field(alias.getKey(), new Value.Whole(alias.getValue())))
            .toList();
    String text = fields.isEmpty() ? "" : YamlWriter.write(new Value.Fields(fields));
    files.replace(model.resolve(RegistryFiles.ALIASES), text.getBytes(StandardCharsets.UTF_8));
  }

  private static Integer version(String text) {
    if (!VERSION.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'" + Messages.quoted(text) + "' is not a version: a positive whole number");
    }
    return Integer.valueOf(text);
  }
}
