package com.nextgen.ml.service.registry.directory;

import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.monitoring.text.Names;
import com.nextgen.ml.service.registry.ReadLimit;
import com.nextgen.ml.service.registry.RegistryException;
import com.nextgen.ml.service.registry.StoredVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files under a registry's root, and none outside: a path counts by where it really leads, so a
 * symbolic link may lead to another place in the registry but not out of it.
 */
final class RegistryFiles {
  static final String MODEL_YAML = "model.yaml";
  static final String MODEL_ONNX = "model.onnx";
  static final String MODEL_DIGEST = StoredVersion.DIGEST_FILE;
  static final String BASELINE = "baseline.json";
  static final String ALIASES = "aliases.yaml";
  static final String VERSIONS = "versions";

  private final Path root;
  private final long heap;

  /**
   * @param heap bytes that the heap can have
   */
  RegistryFiles(Path root, long heap) {
    this.root = root;
    this.heap = heap;
  }

  Path root() {
    return root;
  }

  Path model(String model) throws RegistryException {
    if (!Names.isValid(model)) {
      throw new RegistryException(
          "model '" + Messages.quoted(model) + "' is not a name that a model can have");
    }
    return root.resolve(model);
  }

  Path version(String model, int version) throws RegistryException {
    return model(model).resolve(VERSIONS).resolve(Integer.toString(version));
  }

  /** Whether there is such a directory; the name is a valid one. */
  boolean hasVersion(String model, int version) throws IOException {
    Path path = root.resolve(model).resolve(VERSIONS).resolve(Integer.toString(version));
    return Files.isDirectory(path) && isInside(path);
  }

  /** Whether an existing path really lies under the root. */
  boolean isInside(Path path) throws IOException {
    return path.toRealPath().startsWith(root.toRealPath());
  }

  /** The attributes of a file or directory, of what a link leads to; null if there is none. */
  static @Nullable BasicFileAttributes attributes(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /**
   * Reads a whole file.
   *
   * @return null if there is none
   * @throws RegistryException if it leads out of the registry or nowhere, is no file, or is over
   *     the limit
   */
  byte @Nullable [] read(Path path, ReadLimit limit) throws IOException, RegistryException {
    BasicFileAttributes attributes = file(path);
    if (attributes == null) {
      return null;
    }
    String name = name(path);
    limit.check(name, attributes.size(), heap);
    byte[] bytes = new byte[(int) attributes.size()];
    try (InputStream in = Files.newInputStream(path.toRealPath())) {
      if (in.readNBytes(bytes, 0, bytes.length) < bytes.length || in.read() >= 0) {
        throw new IOException(name + " changed while it was read");
      }
      return bytes;
    }
  }

  /**
   * The size of a file that may be written to, 0 if there is none yet. Writing to a pipe would wait
   * for its reader, and writing to a link that leads nowhere would make a file where it leads.
   *
   * @throws RegistryException if it is something else, or leads out of the registry or nowhere
   */
  long writable(Path path) throws IOException, RegistryException {
    BasicFileAttributes attributes = file(path);
    if (attributes == null && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new RegistryException(name(path) + " leads nowhere");
    }
    return attributes == null ? 0 : attributes.size();
  }

  /** The attributes of a file that is one and lies in the registry; null if there is none. */
  private @Nullable BasicFileAttributes file(Path path) throws IOException, RegistryException {
    String name = name(path);
    BasicFileAttributes attributes;
    try {
      attributes = attributes(path);
    } catch (FileSystemException e) {
      // Its fingerprint says so too, and changes when that is mended.
      throw new RegistryException(name + " cannot be read: " + reason(e), e);
    }
    if (attributes == null) {
      return null;
    }
    if (!isInside(path)) {
      throw new RegistryException(name + " leads out of the registry");
    }
    if (!attributes.isRegularFile()) {
      throw new RegistryException(name + " is not a file");
    }
    return attributes;
  }

  private String name(Path path) {
    return root.relativize(path).toString();
  }

  /** Why something cannot be read, without the path, which callers need not know. */
  static String reason(IOException error) {
    if (error instanceof AccessDeniedException) {
      return "access is denied";
    }
    if (error instanceof NotDirectoryException) {
      return "it is not a directory";
    }
    if (error instanceof NoSuchFileException) {
      return "it leads nowhere";
    }
    String reason =
        error instanceof FileSystemException system ? system.getReason() : error.getMessage();
    return reason == null ? "the storage failed" : reason;
  }

  /** Replaces a file at once: a reader sees the old content or the new, never a part. */
  void replace(Path target, byte[] content) throws IOException {
    Path written = write(target, content);
    try {
      Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  /**
   * Makes a file at once, unless there is one.
   *
   * @return false if there is one, which stays
   */
  boolean create(Path target, byte[] content) throws IOException {
    Path written = write(target, content);
    try {
      // A link, unlike a move, never replaces what another process put there meanwhile.
      Files.createLink(target, written);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException e) {
      if (Files.exists(target)) {
        return false;
      }
      Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private static Path write(Path target, byte[] content) throws IOException {
    Path written = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    try (FileChannel channel =
        FileChannel.open(written, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(written);
      throw e;
    }
    return written;
  }

  /** A new directory beside the models, which no scan sees. */
  Path temporaryDirectory() throws IOException {
    return Files.createDirectory(root.resolve(".new-" + UUID.randomUUID()));
  }

  /** Deletes a directory that was made here and all that is in it. */
  static void deleteTree(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
