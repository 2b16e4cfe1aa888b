package com.nextgen.ml.service.history.verdict;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * A report as JSON, as it is kept: compressed by zlib (RFC 1950), whose checksum tells damage.
 *
 * @param length of the JSON in bytes; 0 where it is not kept
 * @param compressed null where it is not kept
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record KeptDocument(int length, byte @Nullable [] compressed) {
  /** A document that would take more in the store gives way to the next, shorter one. */
  static final int MAX_COMPRESSED = 64 * 1024;

  /** How much the last of them may take; a longer one is not kept. */
  static final int MAX_LAST_COMPRESSED = 1024 * 1024;

  /** Nothing longer is kept, however well it can be compressed: a page holds at least one. */
  static final int MAX_LENGTH = 8 * 1024 * 1024;

  private static final KeptDocument NONE = new KeptDocument(0, null);
  private static final int BUFFER = 8_192;

  /**
   * Returns the first document that is short enough; one without content if none is.
   *
   * @param candidates the longest first
   */
  static KeptDocument of(List<Supplier<byte[]>> candidates) {
    for (int i = 0; i < candidates.size(); i++) {
      byte[] json = candidates.get(i).get();
      int most = i == candidates.size() - 1 ? MAX_LAST_COMPRESSED : MAX_COMPRESSED;
      byte[] compressed = json.length > MAX_LENGTH ? null : compress(json, most);
      if (compressed != null) {
        return new KeptDocument(json.length, compressed);
      }
    }
    return NONE;
  }

  /** Returns the JSON in UTF-8; null where it is not kept, or is damaged. */
  byte @Nullable [] json() {
    if (compressed == null || length < 1 || length > MAX_LENGTH) {
      return null;
    }
    byte[] json = new byte[length];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(compressed);
      int read = 0;
      while (read < length && !inflater.needsInput() && !inflater.needsDictionary()) {
        read += inflater.inflate(json, read, length - read);
      }
      // The checksum comes after the last byte: it is looked at only by asking for more.
      boolean ended = read == length && inflater.inflate(new byte[1]) == 0 && inflater.finished();
      return ended ? json : null;
    } catch (DataFormatException e) {
      return null;
    } finally {
      inflater.end();
    }
  }

  /** Returns the compressed form; null if it is longer than {@code most}. */
  private static byte @Nullable [] compress(byte[] json, int most) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(json);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(BUFFER);
      byte[] buffer = new byte[BUFFER];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
        if (out.size() > most) {
          return null;
        }
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }
}
