package com.nextgen.ml.monitoring.counts.codec;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * What counts of one layout are kept and sent in: four bytes of magic, a version, the layout's
 * fingerprint, and behind the content the CRC-32 of all bytes before it.
 */
final class Envelope {
  /** Bytes around the content. */
  static final int SIZE = 4 + 1 + LayoutFingerprint.SIZE + 4;

  private static final int HEADER = 4 + 1 + LayoutFingerprint.SIZE;
  private static final int CHECK = 4;

  private final int magic;
  private final int newest;
  private final String what;
  private final byte[] fingerprint;
  private final long longest;

  /**
   * @param newest the last version that is known; the first is 1
   * @param what it holds, for messages
   * @param longest the most bytes that content of the layout can have
   */
  Envelope(int magic, int newest, String what, byte[] fingerprint, long longest) {
    this.magic = magic;
    this.newest = newest;
    this.what = what;
    this.fingerprint = fingerprint;
    this.longest = SIZE + longest;
  }

  byte[] seal(int version, Consumer<CountsWriter> content) {
    CountsWriter writer = new CountsWriter();
    writer.fixed(magic, 4);
    writer.write(version);
    writer.write(fingerprint);
    content.accept(writer);
    byte[] bytes = writer.toBytes();
    writer.fixed(check(bytes, bytes.length), CHECK);
    return writer.toBytes();
  }

  /**
   * The content.
   *
   * @throws CodecException if the bytes are not of this layout, are of a version not known here, or
   *     were cut or altered
   */
  CountsReader open(byte[] bytes) throws CodecException {
    if (bytes.length < SIZE) {
      throw new CodecException("the " + what + " end too early");
    }
    if (bytes.length > longest) {
      throw new CodecException("the bytes are more than " + what + " of this layout can be");
    }
    if (new CountsReader(bytes, 0, 4).fixed(4) != magic) {
      throw new CodecException("the bytes are not " + what);
    }
    if (version(bytes) < 1 || version(bytes) > newest) {
      throw new CodecException("version " + version(bytes) + " of " + what + " is not known");
    }
    int end = bytes.length - CHECK;
    if (new CountsReader(bytes, end, bytes.length).fixed(CHECK) != check(bytes, end)) {
      throw new CodecException("the " + what + " were altered or cut");
    }
    if (!isOf(bytes)) {
      throw new CodecException("the " + what + " are of another layout");
    }
    return new CountsReader(bytes, HEADER, end);
  }

  /** Whether bytes say that they are of this layout. */
  boolean isOf(byte[] bytes) {
    return bytes.length >= SIZE
        && Arrays.equals(bytes, 5, HEADER, fingerprint, 0, LayoutFingerprint.SIZE);
  }

  /** The version of bytes that were opened. */
  static int version(byte[] bytes) {
    return bytes[4] & 0xff;
  }

  private static long check(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return crc.getValue();
  }
}
