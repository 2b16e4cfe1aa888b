package com.nextgen.ml.monitoring.counts;

import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Outcome counts as bytes, for keeping and for sending. Version 1:
 *
 * <pre>
 *  offset  size
 *       0     4  magic: "MLOC"
 *       4     1  version: 1
 *       5    16  fingerprint: the first bytes of the SHA-256 of the layout
 *      21     …  cells, in the order of {@link OutcomeCell}, as {@link CountsCodec} writes a column's
 *             …  sums, in the order of {@link OutcomeSum}: until there are as many as there must be,
 *                varint z, varint n &gt; 0, n doubles    z zeros, then n numbers; n is absent where
 *                                                     the zeros are the last
 *   end-4     4  CRC-32 of all bytes before it
 * </pre>
 *
 * <p>Numbers are spelled as in {@link CountsCodec}; how many cells and sums there are only the
 * layout says.
 */
public final class OutcomeCodec {
  private static final int MAGIC = 0x4d4c4f43;
  private static final int VERSION = 1;
  private static final int HEADER = 4 + 1 + Fingerprint.SIZE;
  private static final int CHECK = 4;
  private static final int LONGEST_CELL = 9;
  private static final int LONGEST_SUM = 2 + Double.BYTES;

  private final OutcomeLayout layout;
  private final byte[] fingerprint;
  private final long longest;

  /**
   * @param layout of the counts to be written and read
   */
  public OutcomeCodec(OutcomeLayout layout) {
    this.layout = layout;
    this.fingerprint = Fingerprint.of(layout);
    this.longest =
        HEADER
            + (long) LONGEST_CELL * layout.cellCount()
            + (long) LONGEST_SUM * (layout.sumCount() + 1)
            + CHECK;
  }

  /**
   * The bytes of counts.
   *
   * @throws IllegalArgumentException if the counts are of another layout
   */
  public byte[] encode(OutcomeCounts counts) {
    if (!counts.layout().equals(layout)) {
      throw new IllegalArgumentException("the outcomes are of another layout");
    }
    CountsWriter writer = new CountsWriter();
    writer.fixed(MAGIC, 4);
    writer.write(VERSION);
    writer.write(fingerprint);
    counts.write(writer);
    byte[] bytes = writer.toBytes();
    writer.fixed(check(bytes, bytes.length), CHECK);
    return writer.toBytes();
  }

  /**
   * The counts that bytes are of.
   *
   * @throws CodecException if the bytes are not outcome counts of this layout, are of a version not
   *     known here, were cut or altered, or hold what no counts can be
   */
  public OutcomeCounts decode(byte[] bytes) throws CodecException {
    if (bytes.length < HEADER + CHECK) {
      throw new CodecException("the outcomes end too early");
    }
    if (bytes.length > longest) {
      throw new CodecException("the bytes are more than outcomes of this layout can be");
    }
    if (new CountsReader(bytes, 0, 4).fixed(4) != MAGIC) {
      throw new CodecException("the bytes are not outcomes");
    }
    if (bytes[4] != VERSION) {
      throw new CodecException("version " + (bytes[4] & 0xff) + " of outcomes is not known");
    }
    int end = bytes.length - CHECK;
    if (new CountsReader(bytes, end, bytes.length).fixed(CHECK) != check(bytes, end)) {
      throw new CodecException("the outcomes were altered or cut");
    }
    if (!Arrays.equals(bytes, 5, HEADER, fingerprint, 0, Fingerprint.SIZE)) {
      throw new CodecException("the outcomes are of another layout");
    }
    CountsReader reader = new CountsReader(bytes, HEADER, end);
    long[] cells = reader.cells(layout.cellCount());
    double[] sums = reader.numbers(layout.sumCount());
    reader.checkEnd();
    return new OutcomeCounts(layout, cells, sums);
  }

  private static long check(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return crc.getValue();
  }
}
