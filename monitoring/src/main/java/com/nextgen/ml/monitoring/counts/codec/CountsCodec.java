package com.nextgen.ml.monitoring.counts.codec;

import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.counts.ProductCounts;
import com.nextgen.ml.monitoring.counts.live.RowTally;

/**
 * Counts as bytes, for keeping and for sending. Versions 1 to 3:
 *
 * <pre>
 *  offset  size
 *       0     4  magic: "MLCT"
 *       4     1  version: 1, 2 with faults of requests, 3 with hashed cells too
 *       5    16  fingerprint: the first bytes of the SHA-256 of the layout
 *      21     …  the columns, in the layout's order
 *   end-4     4  CRC-32 of all bytes before it
 *
 *  a column
 *       cells    in the order of {@link NumericCounts} or {@link CategoricalCounts}:
 *                varint n &gt; 0          one cell of n
 *                varint 0, varint r     r &gt; 0 empty cells
 *       numeric only:
 *       has      1 byte: bit 0, sums follow; bit 1, the range follows; other bits 0
 *       sums     4 doubles: Σz, Σz², Σbelow, Σabove; all 0 where absent
 *       range    2 doubles: least, greatest; no finite value was counted where absent
 *
 *  the products, behind the last column, if the layout has them
 *       rows     varint
 *       sums     doubles, in the order of {@link ProductCounts}; absent if there are no rows
 *
 *  in versions 2 and 3 the faults
 *       rows     varint, of batches; varint, duplicates
 *       errors   as the cells of a column, one for each input
 *
 *  in version 3 the hashed cells of each categorical input, last, as the cells of a column
 * </pre>
 *
 * <p>Counts are written as the first version that has what they hold; older readers know that.
 * Counts that were written with products of clipped values are read without these where the layout
 * has none.
 *
 * <p>A varint has seven bits a byte, the lowest first, and the highest bit of every byte but the
 * last is 1; it has no more bytes than it needs and at most nine. Other numbers have their highest
 * byte first; doubles are IEEE 754. How many columns and cells there are only the layout says, so
 * nothing is allocated on the word of the bytes.
 *
 * <p>The check finds every change of up to four adjacent bytes; it does not tell who made the
 * bytes.
 */
public final class CountsCodec {
  private static final int MAGIC = 0x4d4c4354;
  private static final int ROWS = 1;
  private static final int WITH_FAULTS = 2;
  private static final int WITH_HASHED = 3;
  private static final int MAX_CELL = 9;
  private static final int MAX_NUMBERS = 1 + 6 * Double.BYTES;

  private final Layout layout;
  private final Envelope envelope;

  /** Of counts that were written before products were of normal scores. */
  private final Envelope clipped;

  /**
   * @param layout of the counts to be written and read
   */
  public CountsCodec(Layout layout) {
    this.layout = layout;
    this.envelope = envelope(layout, LayoutFingerprint.of(layout), layout.productWidth());
    this.clipped =
        envelope(
            layout, LayoutFingerprint.ofClippedProducts(layout), layout.numericInputs().size());
  }

  private static Envelope envelope(Layout layout, byte[] fingerprint, int products) {
    RowTally words = new RowTally(layout);
    return new Envelope(
        MAGIC,
        WITH_HASHED,
        "counts",
        fingerprint,
        (long) MAX_CELL * words.cells()
            + (long) MAX_NUMBERS * words.numericColumns()
            + MAX_CELL
            + (long) Double.BYTES
                * ProductCounts.size(Math.min(products, ProductCounts.MAX_COUNTED))
            + (long) MAX_CELL * (2 + layout.inputs()));
  }

  /**
   * Returns the bytes of counts.
   *
   * @throws IllegalArgumentException if the counts are of another layout
   */
  public byte[] encode(Counts counts) {
    if (!counts.layout().equals(layout)) {
      throw new IllegalArgumentException("the counts are of another layout");
    }
    Beside beside = Beside.of(counts);
    int version =
        switch (beside) {
          case NOTHING -> ROWS;
          case FAULTS -> WITH_FAULTS;
          case FAULTS_AND_HASHED -> WITH_HASHED;
        };
    return envelope.seal(version, writer -> writer.counts(counts, beside));
  }

  /**
   * Returns the counts that bytes are of.
   *
   * @throws CodecException if the bytes are not counts of this layout, are of a version not known
   *     here, were cut or altered, or hold what no counts can be
   */
  public Counts decode(byte[] bytes) throws CodecException {
    boolean old = !layout.products() && clipped.isOf(bytes);
    CountsReader reader = (old ? clipped : envelope).open(bytes);
    Beside beside =
        switch (Envelope.version(bytes)) {
          case ROWS -> Beside.NOTHING;
          case WITH_FAULTS -> Beside.FAULTS;
          default -> Beside.FAULTS_AND_HASHED;
        };
    return reader.counts(layout, old ? layout.numericInputs().size() : 0, beside);
  }
}
