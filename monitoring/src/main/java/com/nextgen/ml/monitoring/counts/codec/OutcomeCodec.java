package com.nextgen.ml.monitoring.counts.codec;

import com.nextgen.ml.monitoring.counts.OutcomeCell;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import com.nextgen.ml.monitoring.counts.OutcomeSum;

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
  private static final int MAX_CELL = 9;
  private static final int MAX_SUM = 2 + Double.BYTES;

  private final OutcomeLayout layout;
  private final Envelope envelope;

  /**
   * @param layout of the counts to be written and read
   */
  public OutcomeCodec(OutcomeLayout layout) {
    this.layout = layout;
    this.envelope =
        new Envelope(
            MAGIC,
            VERSION,
            "outcomes",
            LayoutFingerprint.of(layout),
            (long) MAX_CELL * layout.cellCount() + (long) MAX_SUM * (layout.sumCount() + 1));
  }

  /**
   * Returns the bytes of counts.
   *
   * @throws IllegalArgumentException if the counts are of another layout
   */
  public byte[] encode(OutcomeCounts counts) {
    if (!counts.layout().equals(layout)) {
      throw new IllegalArgumentException("the outcomes are of another layout");
    }
    return envelope.seal(
        VERSION,
        writer -> {
          writer.cells(counts.cells());
          writer.numbers(counts.sums());
        });
  }

  /**
   * Returns the counts that bytes are of.
   *
   * @throws CodecException if the bytes are not outcome counts of this layout, are of a version not
   *     known here, were cut or altered, or hold what no counts can be
   */
  public OutcomeCounts decode(byte[] bytes) throws CodecException {
    CountsReader reader = envelope.open(bytes);
    long[] cells = reader.cells(layout.cellCount());
    double[] sums = reader.numbers(layout.sumCount());
    reader.checkEnd();
    return OutcomeCounts.owning(layout, cells, sums);
  }
}
