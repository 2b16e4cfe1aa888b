package com.nextgen.ml.service.registry;

import java.nio.file.attribute.FileTime;
import java.util.List;

/**
 * By what a change of files is seen.
 *
 * @param files those that make up a version, or a model's aliases; none if absent
 */
public record Fingerprint(List<File> files) {
  /** No file at all. */
  public static final Fingerprint NONE = new Fingerprint(List.of());

  /**
   * One file.
   *
   * @param name relative to the model's directory
   * @param size in bytes
   * @param modified when it was last written
   */
  public record File(String name, long size, FileTime modified) {}

  public Fingerprint {
    files = List.copyOf(files);
  }

  /** Whether there is a file of this name. */
  public boolean has(String name) {
    return files.stream().anyMatch(file -> file.name().equals(name));
  }
}
