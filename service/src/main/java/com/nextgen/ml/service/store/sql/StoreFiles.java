package com.nextgen.ml.service.store.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The files of a SQLite store, as they were when it was opened. A file that was deleted or replaced
 * stays open, and SQLite goes on writing to what no longer has a name: only the names tell.
 *
 * <p>They are never opened here: closing one would give up the locks that SQLite holds on it.
 */
public final class StoreFiles {
  private static final String LOG = "-wal";
  private static final String INDEX = "-shm";

  private final Path file;

  /** What each name stood for. */
  private final Map<Path, Object> expected = new LinkedHashMap<>();

  private Object written = Missing.FILE;

  public StoreFiles(Path file) {
    this.file = file;
  }

  /** Remembers what the database's name stands for, from before it is opened. */
  public void opening() {
    expected.clear();
    expected.put(file, identity(file));
  }

  /** Remembers the files beside it, which are there once something was written. */
  public void opened() {
    for (String suffix : new String[] {LOG, INDEX}) {
      Path beside = beside(suffix);
      Object identity = identity(beside);
      if (!identity.equals(Missing.FILE)) {
        expected.put(beside, identity);
      }
    }
  }

  /** Remembers how the database looks after it was written here. */
  public void written() {
    written = state();
  }

  /** Returns whether somebody else wrote into the database since {@link #written}. */
  public boolean areTouched() {
    return !state().equals(written);
  }

  /** Returns whether every name stands for the file that is open. */
  public boolean areIntact() {
    for (Map.Entry<Path, Object> name : expected.entrySet()) {
      if (!identity(name.getKey()).equals(name.getValue())) {
        return false;
      }
    }
    return true;
  }

  /**
   * Removes the log and its index where their names outlived their database: another one that has
   * its name would take them for its own, and be damaged by them.
   */
  public void removeOrphans() throws IOException {
    if (Objects.equals(expected.get(file), identity(file))) {
      return;
    }
    for (String suffix : new String[] {LOG, INDEX}) {
      Path beside = beside(suffix);
      if (identity(beside).equals(expected.get(beside))) {
        Files.deleteIfExists(beside);
      }
    }
  }

  private Path beside(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  private Object state() {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return List.of(now.size(), now.lastModifiedTime());
    } catch (IOException e) {
      return Missing.FILE;
    }
  }

  private enum Missing {
    FILE
  }

  private enum Found {
    WITHOUT_IDENTITY
  }

  /** Device and inode, where there are such; else only whether there is a file. */
  private static Object identity(Path path) {
    try {
      Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
      return key == null ? Found.WITHOUT_IDENTITY : key;
    } catch (IOException e) {
      return Missing.FILE;
    }
  }
}
