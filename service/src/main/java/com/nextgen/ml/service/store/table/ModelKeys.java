package com.nextgen.ml.service.store.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.nextgen.ml.service.store.sql.Statements;
import com.nextgen.ml.service.store.sql.StoreException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The models and versions that rows refer to by a number. */
public final class ModelKeys {
  private static final JsonFactory JSON = new JsonFactory();

  private final Statements rows;
  private final Map<String, Long> models = new HashMap<>();
  private final Map<VersionRow, Long> keys = new HashMap<>();
  private final Map<Long, VersionRow> versions = new HashMap<>();

  public ModelKeys(Statements rows) {
    this.rows = rows;
  }

  /** Returns the number of a model; null if nothing of it is stored. */
  public @Nullable Long find(String model) {
    Long known = models.get(model);
    if (known == null) {
      known = rows.first("SELECT model FROM models WHERE name = ?", row -> row.getLong(1), model);
      if (known != null) {
        models.put(model, known);
      }
    }
    return known;
  }

  /** Returns the number of a model, which it is given if it has none. */
  public long key(String model) {
    if (find(model) == null) {
      rows.update("INSERT INTO models (name) VALUES (?) ON CONFLICT DO NOTHING", model);
    }
    return Objects.requireNonNull(find(model));
  }

  /** Returns the names of all models, by number. */
  public Map<Long, String> names() {
    Map<Long, String> names = new HashMap<>();
    rows.list("SELECT model, name FROM models", row -> names.put(row.getLong(1), row.getString(2)));
    return names;
  }

  /**
   * Keeps others from writing rows of a model until the transaction ends.
   *
   * @param model see {@link #key}; of several, the least first
   * @return the place of the model's last outcome; 0 if it has none
   */
  public long lock(long model) {
    Long last =
        rows.first(
            "SELECT last_outcome FROM models WHERE model = ?${forUpdate}",
            row -> row.getLong(1),
            model);
    return Objects.requireNonNull(last);
  }

  /** Says the place of a locked model's last outcome. */
  public void lastOutcome(long model, long place) {
    rows.update("UPDATE models SET last_outcome = ? WHERE model = ?", place, model);
  }

  /** Returns the number of a version, which it is given if it has none. */
  public long versionKey(VersionRow version) {
    Long known = keys.get(version);
    if (known == null) {
      known = insert(version);
      keys.put(version, known);
    }
    return known;
  }

  private long insert(VersionRow version) {
    long model = key(version.model());
    String classes = written(version.classes());
    String fingerprint = sha256(classes);
    rows.update(
        "INSERT INTO versions (model, version, classes, fingerprint) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT DO NOTHING",
        model,
        version.version(),
        classes,
        fingerprint);
    Long key =
        rows.first(
            "SELECT version_key FROM versions WHERE model = ? AND version = ? AND fingerprint = ?",
            row -> row.getLong(1),
            model,
            version.version(),
            fingerprint);
    return Objects.requireNonNull(key);
  }

  /** Returns the version of a number that a row has. */
  public VersionRow version(long key) {
    VersionRow known = versions.get(key);
    if (known == null) {
      known =
          rows.first(
              "SELECT name, version, classes FROM versions JOIN models ON models.model ="
                  + " versions.model WHERE version_key = ?",
              row -> new VersionRow(row.getString(1), row.getInt(2), read(row.getString(3))),
              key);
      versions.put(key, Objects.requireNonNull(known));
    }
    return known;
  }

  private static String written(List<String> names) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartArray();
      for (String name : names) {
        json.writeString(name);
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written to", e);
    }
    return text.toString();
  }

  private static List<String> read(String names) {
    List<String> read = new ArrayList<>();
    try (JsonParser json = JSON.createParser(names)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
          read.add(json.getText());
        }
      }
    } catch (IOException e) {
      throw new StoreException("the classes of a version cannot be read", e);
    }
    return read;
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
