package com.nextgen.ml.service.registry;

import java.nio.file.attribute.FileTime;
import java.util.List;

/**
 * By what a change of files is seen.
 *
 * @param files those that make up a version, or a model's aliases; none if absent
 */
public record Revision(List<File> files) {
  /** No file at all. */
  public static final Revision NONE = new Revision(List.of());

  /** A version that nothing names: its files were not looked at. */
  public static final Revision UNSEEN = new Revision(List.of(File.unreadable("")));

  /**
   * One file.
   *
   * @param name relative to the model's directory
   * @param size in bytes; -1 if it cannot be looked at
   * @param modified when it was last written
   */
  public record File(String name, long size, FileTime modified) {
    public static File unreadable(String name) {
      return new File(name, -1, FileTime.fromMillis(0));
    }
  }

  public Revision {
    files = List.copyOf(files);
  }

  /** Returns whether there is a file of this name. */
  public boolean has(String name) {
    return files.stream().anyMatch(file -> file.name().equals(name));
  }
}
