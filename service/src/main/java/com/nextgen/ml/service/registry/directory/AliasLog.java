package com.nextgen.ml.service.registry.directory;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.nextgen.ml.service.registry.AliasChange;
import com.nextgen.ml.service.registry.ReadLimit;
import com.nextgen.ml.service.registry.RegistryException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code aliases.log}: one JSON object a line for every change of an alias, oldest first. Past its
 * limit the file becomes {@code aliases.log.1}, in place of the one before.
 */
final class AliasLog {
  private static final String NAME = "aliases.log";
  private static final String OLDER = "aliases.log.1";
  private static final int MAX_CHANGES = 1_000;

  private final RegistryFiles files;
  private final JsonFactory json = new JsonFactory();

  AliasLog(RegistryFiles files) {
    this.files = files;
  }

  void append(Path model, AliasChange change) throws IOException, RegistryException {
    Path log = model.resolve(NAME);
    if (files.writable(log) > ReadLimit.LOG.bytes() / 2) {
      Files.move(log, model.resolve(OLDER), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.write(
        log,
        (line(change) + "\n").getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** The latest changes, oldest first. A line that cannot be read is passed over. */
  List<AliasChange> read(Path model) throws IOException, RegistryException {
    List<AliasChange> changes = new ArrayList<>();
    for (String name : List.of(OLDER, NAME)) {
      byte[] bytes = files.read(model.resolve(name), ReadLimit.LOG);
      if (bytes != null) {
        new String(bytes, StandardCharsets.UTF_8)
            .lines()
            .map(this::change)
            .filter(java.util.Objects::nonNull)
            .forEach(changes::add);
      }
    }
    int first = Math.max(0, changes.size() - MAX_CHANGES);
    return List.copyOf(changes.subList(first, changes.size()));
  }

  private String line(AliasChange change) throws IOException {
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = json.createGenerator(out)) {
      generator.writeStartObject();
      generator.writeStringField("time", change.time().toString());
      generator.writeStringField("caller", change.caller());
      generator.writeStringField("alias", change.alias());
      if (change.from() != null) {
        generator.writeNumberField("from", change.from());
      }
      generator.writeNumberField("to", change.to());
      generator.writeStringField("reason", change.reason());
      generator.writeEndObject();
    }
    return out.toString();
  }

  private @Nullable AliasChange change(String line) {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser parser = json.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (!parser.nextToken().isScalarValue()) {
          return null;
        }
        fields.put(name, parser.getText());
      }
      String from = fields.get("from");
      return new AliasChange(
          Instant.parse(fields.getOrDefault("time", "")),
          fields.getOrDefault("caller", ""),
          fields.getOrDefault("alias", ""),
          from == null ? null : Integer.valueOf(from),
          Integer.parseInt(fields.getOrDefault("to", "")),
          fields.getOrDefault("reason", ""));
    } catch (JsonProcessingException | NumberFormatException | DateTimeException e) {
      return null;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
