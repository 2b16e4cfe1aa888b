package com.nextgen.ml.service.registry;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Names;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A registry in a directory:
 *
 * <pre>
 * registry/&lt;model>/model.yaml                schema and monitoring policy
 * registry/&lt;model>/versions/&lt;n>/model.onnx   absent for a model that is served elsewhere
 * registry/&lt;model>/versions/&lt;n>/model.sha256 what the model file's SHA-256 must be; optional
 * registry/&lt;model>/versions/&lt;n>/model.yaml   optional: replaces the model's for this version
 * registry/&lt;model>/versions/&lt;n>/baseline.json
 * registry/&lt;model>/aliases.yaml              production: &lt;n>
 * registry/&lt;model>/aliases.log               who changed an alias, when and why
 * </pre>
 *
 * <p>Changes of the files are seen by {@link #poll}; several processes may share the directory.
 */
public final class DirectoryRegistry implements ModelRegistry {
  private static final int MOST_SCHEMA_BYTES = 4 << 20;
  private static final int MOST_BASELINE_BYTES = 256 << 20;

  private final RegistryFiles files;
  private final Aliases aliases;
  private final AliasLog log;
  private final DirectoryWatch watch;
  private final BaselineReader baselines;
  private final long mostModelBytes;

  /**
   * @param root the directory; it need not exist yet
   * @param mostModelBytes a larger model file is refused
   */
  public DirectoryRegistry(Path root, BaselineReader baselines, long mostModelBytes) {
    this.files = new RegistryFiles(root.toAbsolutePath().normalize());
    this.aliases = new Aliases(files);
    this.log = new AliasLog(files);
    this.watch = new DirectoryWatch(files, aliases);
    this.baselines = baselines;
    this.mostModelBytes = mostModelBytes;
  }

  @Override
  public RegistrySnapshot poll() throws IOException {
    return watch.poll();
  }

  @Override
  public RegistrySnapshot snapshot() {
    return watch.snapshot();
  }

  @Override
  public boolean has(String model, int version) throws IOException {
    return Names.isValid(model) && version > 0 && files.hasVersion(model, version);
  }

  @Override
  public ModelSchema schema(String model, int version) throws IOException, RegistryException {
    Path own = existing(model, version).resolve(RegistryFiles.MODEL_YAML);
    byte[] bytes = files.read(own, MOST_SCHEMA_BYTES);
    ModelSchema schema = bytes == null ? schema(model) : schema(model, bytes);
    if (schema == null) {
      throw new RegistryException("model '" + model + "' has no model.yaml");
    }
    return schema;
  }

  @Override
  public @Nullable ModelSchema schema(String model) throws IOException, RegistryException {
    byte[] bytes =
        files.read(files.model(model).resolve(RegistryFiles.MODEL_YAML), MOST_SCHEMA_BYTES);
    return bytes == null ? null : schema(model, bytes);
  }

  private static ModelSchema schema(String model, byte[] yaml) throws RegistryException {
    ModelSchema schema = SchemaYaml.read(yaml);
    if (!schema.name().equals(model)) {
      throw new RegistryException(
          "model.yaml names the model '" + schema.name() + "', its directory '" + model + "'");
    }
    return schema;
  }

  @Override
  public StoredVersion read(String model, int version) throws IOException, RegistryException {
    Path path = existing(model, version);
    Fingerprint before = DirectoryScan.version(files.model(model), version);
    ModelSchema schema = schema(model, version);
    byte[] onnx = files.read(path.resolve(RegistryFiles.MODEL_ONNX), mostModelBytes);
    String sha256 = Sha256.of(onnx);
    RecordedDigest.check(files, path, sha256);
    byte[] document = baseline(model, version);
    Baseline baseline = document == null ? null : fitting(document, schema, sha256);
    if (!before.equals(DirectoryScan.version(files.model(model), version))) {
      throw new IOException(model + "/" + version + " changed while it was read");
    }
    return new StoredVersion(schema, onnx, sha256, baseline, before);
  }

  @Override
  public byte @Nullable [] baseline(String model, int version)
      throws IOException, RegistryException {
    return files.read(
        existing(model, version).resolve(RegistryFiles.BASELINE), MOST_BASELINE_BYTES);
  }

  @Override
  public Put putBaseline(String model, int version, byte[] document)
      throws IOException, RegistryException {
    Path path = existing(model, version);
    byte[] onnx = files.read(path.resolve(RegistryFiles.MODEL_ONNX), mostModelBytes);
    String sha256 = Sha256.of(onnx);
    RecordedDigest.check(files, path, sha256);
    fitting(document, schema(model, version), sha256);
    if (files.create(path.resolve(RegistryFiles.BASELINE), document)) {
      watch.changedVersion(model, version);
      return Put.CREATED;
    }
    byte[] present = baseline(model, version);
    return Arrays.equals(present, document) ? Put.IDENTICAL : Put.CONFLICT;
  }

  @Override
  public int addVersion(ModelSchema schema, byte @Nullable [] onnx, byte @Nullable [] baseline)
      throws IOException, RegistryException {
    if (onnx != null && onnx.length > mostModelBytes) {
      throw new RegistryException("the model file is larger than " + mostModelBytes + " bytes");
    }
    if (baseline != null) {
      fitting(baseline, schema, Sha256.of(onnx));
    }
    Files.createDirectories(files.root());
    Path made = files.temporaryDirectory();
    try {
      return move(made, schema, onnx, baseline);
    } finally {
      RegistryFiles.deleteTree(made);
    }
  }

  private int move(
      Path made, ModelSchema schema, byte @Nullable [] onnx, byte @Nullable [] baseline)
      throws IOException, RegistryException {
    Path model = files.model(schema.name());
    byte[] yaml = SchemaYaml.write(schema).getBytes(StandardCharsets.UTF_8);
    Files.createDirectories(model.resolve(RegistryFiles.VERSIONS));
    if (!files.isInside(model.resolve(RegistryFiles.VERSIONS))) {
      throw new RegistryException(schema.name() + " leads out of the registry");
    }
    if (onnx != null) {
      Files.write(made.resolve(RegistryFiles.MODEL_ONNX), onnx);
      Files.write(
          made.resolve(RegistryFiles.MODEL_DIGEST), RecordedDigest.document(Sha256.of(onnx)));
    }
    if (baseline != null) {
      Files.write(made.resolve(RegistryFiles.BASELINE), baseline);
    }
    if (!files.create(model.resolve(RegistryFiles.MODEL_YAML), yaml) && differs(model, schema)) {
      Files.write(made.resolve(RegistryFiles.MODEL_YAML), yaml);
    }
    for (int attempt = 0; ; attempt++) {
      int version = highest(schema.name()) + 1;
      try {
        Files.move(made, files.version(schema.name(), version), StandardCopyOption.ATOMIC_MOVE);
        return version;
      } catch (FileSystemException e) {
        // Another process took the number; a directory that is not empty is never replaced.
        if (attempt == 10) {
          throw e;
        }
      }
    }
  }

  private boolean differs(Path model, ModelSchema schema) throws IOException {
    try {
      byte[] present = files.read(model.resolve(RegistryFiles.MODEL_YAML), MOST_SCHEMA_BYTES);
      return present == null || !SchemaYaml.read(present).equals(schema);
    } catch (RegistryException e) {
      return true;
    }
  }

  private int highest(String model) throws IOException {
    DirectoryScan.Found found = new DirectoryScan(files).models().get(model);
    return found == null
        ? 0
        : found.versions().keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  @Override
  public synchronized AliasChange setAlias(
      String model, String alias, int version, String reason, String caller, Instant at)
      throws IOException, RegistryException {
    existing(model, version);
    try {
      AliasChange.check(alias, reason);
    } catch (IllegalArgumentException e) {
      throw new RegistryException(String.valueOf(e.getMessage()), e);
    }
    Path directory = files.model(model);
    SortedMap<String, Integer> before = aliases.read(directory);
    SortedMap<String, Integer> after = new TreeMap<>(before);
    Integer from = after.put(alias, version);
    AliasChange change = new AliasChange(at, Names.shortened(caller), alias, from, version, reason);
    aliases.write(directory, after);
    try {
      log.append(directory, change);
    } catch (IOException | RegistryException e) {
      // A change that nobody can trace must not stand.
      aliases.write(directory, before);
      throw e;
    }
    watch.changedAliases(model, after);
    return change;
  }

  @Override
  public List<AliasChange> aliasHistory(String model) throws IOException, RegistryException {
    Path directory = files.model(model);
    if (!Files.isDirectory(directory) || !files.isInside(directory)) {
      throw new RegistryException("model '" + model + "' is not in the registry");
    }
    return log.read(directory);
  }

  private Path existing(String model, int version) throws IOException, RegistryException {
    if (!has(model, version)) {
      throw new RegistryException(
          "model '" + Names.shortened(model) + "' has no version " + version);
    }
    return files.version(model, version);
  }

  private Baseline fitting(byte[] document, ModelSchema schema, String sha256)
      throws RegistryException {
    try {
      return baselines.read(document, schema, sha256);
    } catch (IllegalArgumentException e) {
      throw new RegistryException(RegistryFiles.BASELINE + ": " + e.getMessage(), e);
    }
  }
}
