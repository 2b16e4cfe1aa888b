package com.nextgen.ml.service.registry;

import com.nextgen.ml.monitoring.schema.Names;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Lists a registry directory: which versions there are and what their files look like. */
final class DirectoryScan {
  private static final Pattern VERSION = Pattern.compile("[1-9]\\d{0,8}");
  private static final int MOST_ENTRIES = 10_000;

  private final RegistryFiles files;

  DirectoryScan(RegistryFiles files) {
    this.files = files;
  }

  /**
   * A model's files.
   *
   * @param aliases {@link Fingerprint#NONE} where there is no such file
   */
  record Found(Fingerprint aliases, Map<Integer, Fingerprint> versions) {}

  /**
   * Looks at every model. What has no name of a model or version is passed over, as are directories
   * that lead out of the registry.
   *
   * @throws IOException if the root, or a directory in it, cannot be listed
   */
  Map<String, Found> models() throws IOException {
    Map<String, Found> models = new TreeMap<>();
    for (Path path : list(files.root())) {
      String name = path.getFileName().toString();
      if (Names.isValid(name) && Files.isDirectory(path) && files.isInside(path)) {
        models.put(name, model(path));
      }
    }
    return models;
  }

  private Found model(Path model) throws IOException {
    Map<Integer, Fingerprint> versions = new TreeMap<>();
    Path parent = model.resolve(RegistryFiles.VERSIONS);
    if (Files.isDirectory(parent) && files.isInside(parent)) {
      for (Path path : list(parent)) {
        String name = path.getFileName().toString();
        if (VERSION.matcher(name).matches() && Files.isDirectory(path) && files.isInside(path)) {
          int version = Integer.parseInt(name);
          versions.put(version, version(model, version));
        }
      }
    }
    return new Found(fingerprint(model, RegistryFiles.ALIASES), versions);
  }

  /** The files that make up a version, the model's own schema among them. */
  static Fingerprint version(Path model, int version) throws IOException {
    String prefix = RegistryFiles.VERSIONS + "/" + version + "/";
    return fingerprint(
        model,
        RegistryFiles.MODEL_YAML,
        prefix + RegistryFiles.MODEL_YAML,
        prefix + RegistryFiles.MODEL_ONNX,
        prefix + RegistryFiles.MODEL_DIGEST,
        prefix + RegistryFiles.BASELINE);
  }

  /** Those of a model's files that exist. */
  static Fingerprint fingerprint(Path model, String... names) throws IOException {
    List<Fingerprint.File> found = new ArrayList<>();
    for (String name : names) {
      BasicFileAttributes attributes = RegistryFiles.attributes(model.resolve(name));
      if (attributes != null) {
        found.add(new Fingerprint.File(name, attributes.size(), attributes.lastModifiedTime()));
      }
    }
    return new Fingerprint(found);
  }

  private static List<Path> list(Path directory) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path path : stream) {
        if (paths.size() == MOST_ENTRIES) {
          throw new IOException(
              directory.getFileName() + " has more than " + MOST_ENTRIES + " entries");
        }
        paths.add(path);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } catch (NoSuchFileException e) {
      throw new IOException("the directory " + directory.getFileName() + " does not exist", e);
    }
    return paths;
  }
}
