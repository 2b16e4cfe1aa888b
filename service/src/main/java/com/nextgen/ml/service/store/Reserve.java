package com.nextgen.ml.service.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Room on the volume that is held by a file of zeros, for what callers are promised to be kept.
 * When the volume is full the file is given up: until there is room for it again, predictions wait
 * and labels use what it held. Only the writing thread uses it.
 */
final class Reserve {
  private static final Logger LOG = LoggerFactory.getLogger(Reserve.class);
  private static final long MAX_BYTES = 16 << 20;

  /** The part of a volume that is held, where it is a small one. */
  private static final int PART = 16;

  private final Path file;
  private long bytes;
  private boolean whole;

  /**
   * @param store the store's file
   */
  Reserve(Path store) {
    this.file = store.resolveSibling(store.getFileName() + "-reserve");
  }

  /** Returns how many bytes are held on a volume of a size. */
  static long bytesOf(long volume) {
    return Math.min(MAX_BYTES, volume / PART);
  }

  /** Returns whether the room is held: nothing has to give way. */
  boolean isWhole() {
    return whole;
  }

  /** Takes over what a process that was killed has left. */
  void adopt() {
    try {
      bytes = bytesOf(volume().getTotalSpace());
      whole |= bytes > 0 && Files.exists(file) && Files.size(file) == bytes;
    } catch (IOException e) {
      // There is no volume yet.
    }
  }

  /** Takes the room, if there is enough for it and as much again; whether it is held now. */
  boolean take() {
    if (whole) {
      return true;
    }
    try {
      bytes = bytesOf(volume().getTotalSpace());
      Files.deleteIfExists(file);
      whole = usable() >= 2 * bytes && write();
    } catch (IOException e) {
      LOG.warn("room for labels cannot be reserved in {}", file, e);
    }
    return whole;
  }

  /**
   * Gives the room up if the volume has none but this.
   *
   * @return whether there is more room now
   */
  boolean giveUp() {
    if (!whole) {
      return false;
    }
    try {
      if (usable() >= bytes) {
        return false;
      }
      Files.deleteIfExists(file);
      whole = false;
      return true;
    } catch (IOException e) {
      LOG.warn("the reserve {} cannot be given up", file, e);
      return false;
    }
  }

  /** Removes the file: nobody writes any more. */
  void close() {
    if (whole) {
      whole = false;
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.warn("the reserve {} cannot be removed", file, e);
      }
    }
  }

  private FileStore volume() throws IOException {
    return Files.getFileStore(file.toAbsolutePath().getParent());
  }

  private long usable() throws IOException {
    return volume().getUsableSpace();
  }

  private boolean write() throws IOException {
    byte[] zeros = new byte[65_536];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long left = bytes; left > 0; left -= zeros.length) {
        out.write(zeros, 0, (int) Math.min(left, zeros.length));
      }
      return true;
    } catch (IOException e) {
      Files.deleteIfExists(file);
      return false;
    }
  }
}
