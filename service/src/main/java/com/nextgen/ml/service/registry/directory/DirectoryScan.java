package com.nextgen.ml.service.registry.directory;

import com.nextgen.ml.monitoring.text.Names;
import com.nextgen.ml.service.registry.RegistryException;
import com.nextgen.ml.service.registry.Revision;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lists a registry directory: which versions there are and what their files look like. */
final class DirectoryScan {
  private static final Pattern VERSION = Pattern.compile("[1-9]\\d{0,8}");
  private static final int MAX_ENTRIES = 20_000;

  private final RegistryFiles files;

  DirectoryScan(RegistryFiles files) {
    this.files = files;
  }

  /**
   * A model's files.
   *
   * @param aliases {@link Revision#NONE} where there is no such file
   * @param versions {@link Revision#UNSEEN} for those that nobody needs
   */
  record Found(Revision aliases, Map<Integer, Revision> versions) {}

  /**
   * What may be a model, by name. What has no name of one is passed over, as are files.
   *
   * @throws IOException if the root cannot be listed
   */
  List<String> models() throws IOException {
    List<String> models = new ArrayList<>();
    for (Path path : list(files.root())) {
      String name = path.getFileName().toString();
      if (Names.isValid(name) && !Files.isRegularFile(path)) {
        models.add(name);
      }
    }
    return models;
  }

  /**
   * Looks at a model. Of its versions, which may be thousands, only the highest and those that its
   * aliases name are looked at: no other is loaded.
   *
   * @param named the versions that aliases name, given what their file looks like
   * @return null if it is gone, or leads out of the registry
   * @throws IOException if it cannot be read, by the whole model's fault
   */
  @Nullable Found look(String name, Function<Revision, Set<Integer>> named)
      throws IOException, RegistryException {
    Path model = files.model(name);
    if (!Files.exists(model, LinkOption.NOFOLLOW_LINKS) || !files.isInside(model)) {
      return null;
    }
    Revision aliases = fingerprint(model, RegistryFiles.ALIASES);
    SortedSet<Integer> numbers = numbers(model);
    Set<Integer> wanted = new HashSet<>(named.apply(aliases));
    if (!numbers.isEmpty()) {
      wanted.add(numbers.last());
    }
    Map<Integer, Revision> versions = new HashMap<>();
    for (Integer version : numbers) {
      versions.put(version, wanted.contains(version) ? version(model, version) : Revision.UNSEEN);
    }
    return new Found(aliases, versions);
  }

  /** The numbers of a model's versions: names alone, since there may be thousands. */
  SortedSet<Integer> numbers(Path model) throws IOException {
    SortedSet<Integer> numbers = new TreeSet<>();
    Path parent = model.resolve(RegistryFiles.VERSIONS);
    if (!Files.exists(parent, LinkOption.NOFOLLOW_LINKS)) {
      return numbers;
    }
    if (!files.isInside(parent)) {
      throw new IOException(RegistryFiles.VERSIONS + " leads out of the registry");
    }
    for (Path path : list(parent)) {
      String name = path.getFileName().toString();
      if (VERSION.matcher(name).matches()) {
        numbers.add(Integer.valueOf(name));
      }
    }
    return numbers;
  }

  /** The files that make up a version, the model's own schema among them. */
  static Revision version(Path model, int version) {
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
  static Revision fingerprint(Path model, String... names) {
    List<Revision.File> found = new ArrayList<>();
    for (String name : names) {
      try {
        BasicFileAttributes attributes = RegistryFiles.attributes(model.resolve(name));
        if (attributes != null) {
          found.add(new Revision.File(name, attributes.size(), attributes.lastModifiedTime()));
        }
      } catch (IOException e) {
        found.add(Revision.File.unreadable(name)); // who reads it says why
      }
    }
    return new Revision(found);
  }

  private static List<Path> list(Path directory) throws IOException {
    String name = String.valueOf(directory.getFileName());
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path path : stream) {
        if (paths.size() == MAX_ENTRIES) {
          throw new IOException(name + " has more than " + MAX_ENTRIES + " entries; remove some");
        }
        paths.add(path);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } catch (NoSuchFileException e) {
      throw new IOException("the directory " + name + " does not exist", e);
    } catch (NotDirectoryException e) {
      throw new IOException(name + " is not a directory", e);
    }
    return paths;
  }
}
