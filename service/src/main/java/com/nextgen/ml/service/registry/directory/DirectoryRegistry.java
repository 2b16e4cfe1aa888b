package com.nextgen.ml.service.registry.directory;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.monitoring.text.Names;
import com.nextgen.ml.service.registry.AliasChange;
import com.nextgen.ml.service.registry.BaselineReader;
import com.nextgen.ml.service.registry.ModelRegistry;
import com.nextgen.ml.service.registry.ReadLimit;
import com.nextgen.ml.service.registry.RegistryException;
import com.nextgen.ml.service.registry.RegistrySnapshot;
import com.nextgen.ml.service.registry.Revision;
import com.nextgen.ml.service.registry.Sha256;
import com.nextgen.ml.service.registry.StoredVersion;
import com.nextgen.ml.service.registry.yaml.SchemaYaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
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
  private final RegistryFiles files;
  private final Aliases aliases;
  private final AliasLog log;
  private final DirectoryScan scan;
  private final DirectoryWatch watch;
  private final BaselineReader baselines;
  private final ReadLimit modelLimit;

  /**
   * @param root the directory; it need not exist yet
   * @param mostModelBytes a larger model file is refused, as is any that the heap cannot hold
   */
  public DirectoryRegistry(Path root, BaselineReader baselines, long mostModelBytes) {
    this(root, baselines, mostModelBytes, Runtime.getRuntime().maxMemory());
  }

  /**
   * @param heap bytes that the heap can have
   */
  DirectoryRegistry(Path root, BaselineReader baselines, long mostModelBytes, long heap) {
    this.files = new RegistryFiles(root.toAbsolutePath().normalize(), heap);
    this.aliases = new Aliases(files);
    this.log = new AliasLog(files);
    this.scan = new DirectoryScan(files);
    this.watch = new DirectoryWatch(files, scan, aliases);
    this.baselines = baselines;
    this.modelLimit = ReadLimit.model(mostModelBytes);
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
    byte[] bytes = files.read(own, ReadLimit.YAML);
    ModelSchema schema = bytes == null ? schema(model) : schema(model, bytes);
    if (schema == null) {
      throw new RegistryException("model '" + model + "' has no model.yaml");
    }
    return schema;
  }

  @Override
  public @Nullable ModelSchema schema(String model) throws IOException, RegistryException {
    byte[] bytes = files.read(files.model(model).resolve(RegistryFiles.MODEL_YAML), ReadLimit.YAML);
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
    Revision before = DirectoryScan.version(files.model(model), version);
    ModelSchema schema = schema(model, version);
    byte[] onnx = files.read(path.resolve(RegistryFiles.MODEL_ONNX), modelLimit);
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
    return files.read(existing(model, version).resolve(RegistryFiles.BASELINE), ReadLimit.BASELINE);
  }

  @Override
  public Put putBaseline(String model, int version, byte[] document)
      throws IOException, RegistryException {
    Path path = existing(model, version);
    byte[] onnx = files.read(path.resolve(RegistryFiles.MODEL_ONNX), modelLimit);
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
    if (onnx != null) {
      modelLimit.check("the model file", onnx.length, Long.MAX_VALUE); // the heap holds it already
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
      byte[] present = files.read(model.resolve(RegistryFiles.MODEL_YAML), ReadLimit.YAML);
      return present == null || !SchemaYaml.read(present).equals(schema);
    } catch (RegistryException e) {
      return true;
    }
  }

  private int highest(String model) throws IOException, RegistryException {
    SortedSet<Integer> numbers = scan.numbers(files.model(model));
    return numbers.isEmpty() ? 0 : numbers.last();
  }

  @Override
  public synchronized AliasChange setAlias(
      String model, String alias, int version, String reason, String caller, Instant at)
      throws IOException, RegistryException {
    existing(model, version);
    check(alias, reason);
    SortedMap<String, Integer> before = aliases.read(files.model(model));
    SortedMap<String, Integer> after = new TreeMap<>(before);
    Integer from = after.put(alias, version);
    if (from == null && after.size() > Aliases.MOST) {
      throw new RegistryException(
          "model '" + model + "' has " + Aliases.MOST + " aliases; delete one of them first");
    }
    return change(
        model,
        before,
        after,
        new AliasChange(at, Messages.quoted(caller), alias, from, version, reason));
  }

  @Override
  public synchronized AliasChange removeAlias(
      String model, String alias, String reason, String caller, Instant at)
      throws IOException, RegistryException {
    check(alias, reason);
    Path directory = files.model(model);
    SortedMap<String, Integer> before =
        Files.isDirectory(directory) && files.isInside(directory)
            ? aliases.read(directory)
            : new TreeMap<>();
    SortedMap<String, Integer> after = new TreeMap<>(before);
    Integer from = after.remove(alias);
    if (from == null) {
      throw new RegistryException("model '" + model + "' has no alias '" + alias + "'");
    }
    return change(
        model, before, after, new AliasChange(at, Messages.quoted(caller), alias, from, 0, reason));
  }

  private static void check(String alias, String reason) throws RegistryException {
    try {
      AliasChange.check(alias, reason);
    } catch (IllegalArgumentException e) {
      throw new RegistryException(String.valueOf(e.getMessage()), e);
    }
  }

  private AliasChange change(
      String model,
      SortedMap<String, Integer> before,
      SortedMap<String, Integer> after,
      AliasChange change)
      throws IOException, RegistryException {
    Path directory = files.model(model);
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
      Path path = files.version(model, version);
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        throw new RegistryException(
            files.root().relativize(path) + " is not a directory of the registry");
      }
      throw new RegistryException(
          "model '" + Messages.quoted(model) + "' has no version " + version);
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
