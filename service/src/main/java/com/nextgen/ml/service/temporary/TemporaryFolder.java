package com.nextgen.ml.service.temporary;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A folder for temporary files, which only its user can read. All lie in one folder of the
 * machine's temporary directory, each with a lock beside it, so that those of processes that were
 * killed can be told and removed.
 */
public final class TemporaryFolder implements AutoCloseable {
  private static final String LOCK = ".lock";
  private static final int ATTEMPTS = 10;

  /** How much of the room on the volume the files may take together. */
  private static final int PART = 4;

  private final Path folder;
  private final Path lock;
  private final FileChannel held;

  private TemporaryFolder(Path folder, Path lock, FileChannel held) {
    this.folder = folder;
    this.lock = lock;
    this.held = held;
  }

  /** Returns where the folders of this user lie. */
  public static Path usual() {
    return Path.of(
        System.getProperty("java.io.tmpdir"), "ml-service-" + System.getProperty("user.name"));
  }

  /** Makes a folder among those of this user. */
  public static TemporaryFolder open() throws IOException {
    return open(usual());
  }

  /**
   * Makes a folder.
   *
   * @param among where it is to be
   * @throws IOException if that cannot be made, or belongs to somebody else
   */
  public static TemporaryFolder open(Path among) throws IOException {
    make(among);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      String name = UUID.randomUUID().toString();
      Path lock = among.resolve(name + LOCK);
      FileChannel held =
          FileChannel.open(lock, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      // Who cleans may have taken a lock that was not locked yet for one that was left.
      if (held.tryLock() != null && Files.exists(lock)) {
        return new TemporaryFolder(Files.createDirectory(among.resolve(name)), lock, held);
      }
      held.close();
    }
    throw new IOException("no temporary folder can be locked in " + among);
  }

  /**
   * Removes the folders that processes left which were killed. Call it before this process has one
   * of its own there: looking at a lock gives up the same process's own.
   *
   * @return how many there were
   */
  public static int clean(Path among) throws IOException {
    if (!Files.isDirectory(among, LinkOption.NOFOLLOW_LINKS)) {
      return 0;
    }
    int removed = 0;
    try (DirectoryStream<Path> locks = Files.newDirectoryStream(among, "*" + LOCK)) {
      for (Path lock : locks) {
        if (isLeft(lock)) {
          String name = lock.getFileName().toString();
          delete(among.resolve(name.substring(0, name.length() - LOCK.length())));
          Files.deleteIfExists(lock);
          removed++;
        }
      }
    }
    return removed;
  }

  private static boolean isLeft(Path lock) {
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    } catch (IOException | OverlappingFileLockException e) {
      return false;
    }
  }

  /** Returns where it is. */
  public Path path() {
    return folder;
  }

  /** Returns how many bytes its files may have: a part of what is left on their volume. */
  public long room() throws IOException {
    return Files.getFileStore(folder).getUsableSpace() / PART;
  }

  /** Removes it with all that is in it. */
  @Override
  public void close() throws IOException {
    try {
      delete(folder);
    } finally {
      Files.deleteIfExists(lock);
      held.close();
    }
  }

  private static void make(Path among) throws IOException {
    try {
      if (among.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createDirectory(
            among,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectory(among);
      }
    } catch (FileAlreadyExistsException e) {
      String owner = Files.getOwner(among, LinkOption.NOFOLLOW_LINKS).getName();
      boolean own =
          Files.isDirectory(among, LinkOption.NOFOLLOW_LINKS)
              && owner.equals(Files.getOwner(self()).getName());
      if (!own) {
        throw new IOException("the temporary folder " + among + " belongs to somebody else", e);
      }
    }
  }

  private static Path self() {
    Path process = Path.of("/proc/self");
    return Files.exists(process) ? process : Path.of(System.getProperty("user.home"));
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(folder)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
