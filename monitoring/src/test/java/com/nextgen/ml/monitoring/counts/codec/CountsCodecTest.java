package com.nextgen.ml.monitoring.counts.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.FaultCounts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.counts.Samples;
import com.nextgen.ml.monitoring.schema.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class CountsCodecTest {
  private static final int HEADER = 21;
  private static final int CHECK = 4;

  private static final Layout SMALL =
      new Layout(
          List.of(
              new Column(
                  "x",
                  Column.Source.NUMERIC_INPUT,
                  0,
                  new NumericBins(
                      Precision.FLOAT32, 0, new double[] {1, 2}, new int[] {0}, 1, 0.5)),
              new Column(
                  "c", Column.Source.CATEGORICAL_INPUT, 0, CategoricalBins.of(List.of("a", "b")))));

  private static final Counts FEW =
      new Counts(
          SMALL,
          List.of(
              NumericCounts.of(
                  (NumericBins) SMALL.columns().get(0).bins(),
                  new long[] {0, 300, 1, 0, 0, 0, 0, 0},
                  new double[] {-2, 4, 0, 0},
                  0.5,
                  1.5),
              CategoricalCounts.of(
                  (CategoricalBins) SMALL.columns().get(1).bins(), new long[] {0, 0, 0, 0, 301})));

  private final CountsCodec codec = new CountsCodec(SMALL);

  @Test
  void keepsToVersionOne() {
    // Bytes that were kept must stay readable: if this fails, the format needs a new version.
    String expected =
        "4d4c4354"
            + "01"
            + HexFormat.of().formatHex(LayoutFingerprint.of(SMALL))
            + "0001"
            + "ac02"
            + "01"
            + "0005"
            + "03"
            + "c000000000000000"
            + "4010000000000000"
            + "0000000000000000"
            + "0000000000000000"
            + "3fe0000000000000"
            + "3ff8000000000000"
            + "0004"
            + "ad02";
    byte[] bytes = codec.encode(FEW);
    assertThat(HexFormat.of().formatHex(bytes, 0, bytes.length - CHECK)).isEqualTo(expected);
    assertThat(HexFormat.of().formatHex(LayoutFingerprint.of(SMALL)))
        .isEqualTo("21dd621e5a8c4c6066881068b50540a5");
  }

  @Test
  void keepsToVersionTwoWhereThereAreFaults() throws CodecException {
    Counts faulty = FEW.with(new FaultCounts(300, 2, List.of(0L, 5L)));
    byte[] plain = codec.encode(FEW);
    byte[] bytes = codec.encode(faulty);

    String before = HexFormat.of().formatHex(plain, 5, plain.length - CHECK);
    assertThat(HexFormat.of().formatHex(bytes, 0, bytes.length - CHECK))
        .isEqualTo("4d4c4354" + "02" + before + "ac02" + "02" + "0001" + "05");
    assertThat(codec.decode(bytes)).isEqualTo(faulty);
    for (int length = 0; length < bytes.length; length++) {
      refuses(Arrays.copyOf(bytes, length));
    }
    assertThat(CompactCounts.of(faulty).expand()).isEqualTo(faulty);
  }

  @Test
  void readsWhatItWrote() throws CodecException {
    assertThat(codec.decode(codec.encode(FEW))).isEqualTo(FEW);
    assertThat(codec.decode(codec.encode(SMALL.empty()))).isEqualTo(SMALL.empty());
  }

  @Test
  void refusesEveryTruncation() {
    byte[] bytes = codec.encode(FEW);
    for (int length = 0; length < bytes.length; length++) {
      refuses(Arrays.copyOf(bytes, length));
      refuses(Arrays.copyOfRange(bytes, bytes.length - length, bytes.length));
    }
  }

  @Test
  void refusesEveryAlteredByte() {
    byte[] bytes = codec.encode(FEW);
    for (int at = 0; at < bytes.length; at++) {
      for (int change = 1; change < 256; change++) {
        byte[] altered = bytes.clone();
        altered[at] ^= (byte) change;
        refuses(altered);
      }
    }
  }

  @Test
  void refusesRandomDamage() {
    Random random = new Random(1);
    for (int run = 0; run < 20_000; run++) {
      byte[] bytes = codec.encode(FEW);
      for (int i = 0; i <= random.nextInt(4); i++) {
        int at = random.nextInt(bytes.length);
        bytes[at] += (byte) (1 + random.nextInt(255));
      }
      if (random.nextBoolean()) {
        bytes = Arrays.copyOf(bytes, random.nextInt(2 * bytes.length));
      }
      if (!Arrays.equals(bytes, codec.encode(FEW))) {
        refuses(bytes);
      }
    }
  }

  @Test
  void refusesForgedBytesOrReadsPossibleCounts() {
    // The check is right, as it is where somebody means harm; what is inside is damaged.
    Random random = new Random(2);
    int accepted = 0;
    for (int run = 0; run < 50_000; run++) {
      byte[] bytes = codec.encode(FEW);
      for (int i = 0; i <= random.nextInt(6); i++) {
        bytes[HEADER + random.nextInt(bytes.length - HEADER - CHECK)] =
            (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextBoolean() ? 0 : -1);
      }
      int length = HEADER + random.nextInt(bytes.length - HEADER);
      try {
        Counts counts = codec.decode(signed(Arrays.copyOf(bytes, length)));
        assertThat(counts.rows()).isNotNegative();
        accepted++;
      } catch (CodecException refused) {
        assertThat(refused).hasMessageNotContaining("Exception");
      }
    }
    assertThat(accepted).as("some damage is not to be told from counts").isPositive();
  }

  @Test
  void refusesForgedRunsAndCounts() {
    byte[] bytes = codec.encode(FEW);
    refusesBody(bytes, "a run of empty cells leaves its column", 0x00, 0x09);
    refusesBody(bytes, "a run of empty cells leaves its column", 0x00, 0x00);
    refusesBody(bytes, "a run of empty cells leaves its column", 0, -1, -1, -1, -1, 0x0f);
    refusesBody(bytes, "a count is spelled longer than it needs", 0x81, 0x00);
    refusesBody(bytes, "a count has more than 63 bits", -1, -1, -1, -1, -1, -1, -1, -1, -1, 1);
    int[] most = {-1, -1, -1, -1, -1, -1, -1, -1, 0x7f, 1};
    refusesBody(bytes, "the cells of a column add up to too much", most);
    refusesBody(bytes, "a column has parts that this version does not know", 0, 8, 4);
  }

  @Test
  void refusesTooManyCells() {
    refuses(new byte[1 << 20], "more than counts of this layout can be");
    byte[] bytes = codec.encode(FEW);
    byte[] body = Arrays.copyOf(bytes, bytes.length - CHECK + 1);
    body[body.length - 1] = 0;
    refuses(signed(body), "bytes follow the last column");
  }

  @Test
  void keepsToVersionThreeWhereNamesAreHashed() throws CodecException {
    long[] rows = new long[CategoricalBins.HASHED];
    rows[2] = 5;
    rows[63] = 300;
    List<ColumnCounts> columns = new ArrayList<>(FEW.columns());
    int last = columns.size() - 1;
    columns.set(last, ((CategoricalCounts) columns.get(last)).withHashed(rows));
    Counts hashed = new Counts(FEW.layout(), columns, FEW.products());
    byte[] plain = codec.encode(FEW);
    byte[] bytes = codec.encode(hashed);

    String before = HexFormat.of().formatHex(plain, 5, plain.length - CHECK);
    assertThat(HexFormat.of().formatHex(bytes, 0, bytes.length - CHECK))
        .isEqualTo("4d4c4354" + "03" + before + "0000" + "0002" + "0002" + "05" + "003c" + "ac02");
    assertThat(codec.decode(bytes)).isEqualTo(hashed);
    assertThat(CompactCounts.of(hashed).expand()).isEqualTo(hashed);
  }

  @Test
  void saysWhatIsWrong() {
    byte[] bytes = codec.encode(FEW);
    bytes[0] = 'X';
    refuses(bytes, "not counts");
    bytes = codec.encode(FEW);
    bytes[4] = 4;
    refuses(bytes, "version 4 of counts is not known");
    Layout other = Samples.layout(new Random(5), 1, 1);
    refuses(new CountsCodec(other).encode(other.empty()), "another layout");
    assertThatIllegalArgumentException().isThrownBy(() -> codec.encode(other.empty()));
  }

  @Test
  void distinguishesLayoutsOfEqualSize() {
    Column x = SMALL.columns().get(0);
    NumericBins bins =
        new NumericBins(Precision.FLOAT32, 0, new double[] {1, 2}, new int[] {0}, 1, 0.6);
    Layout scaled =
        new Layout(List.of(new Column("x", x.source(), 0, bins), SMALL.columns().get(1)));
    Layout renamed =
        new Layout(List.of(new Column("y", x.source(), 0, x.bins()), SMALL.columns().get(1)));
    assertThat(List.of(SMALL, scaled, renamed))
        .map(layout -> HexFormat.of().formatHex(LayoutFingerprint.of(layout)))
        .doesNotHaveDuplicates();
  }

  private void refusesBody(byte[] bytes, String message, int... body) {
    byte[] forged = Arrays.copyOf(bytes, HEADER + body.length);
    for (int i = 0; i < body.length; i++) {
      forged[HEADER + i] = (byte) body[i];
    }
    refuses(signed(forged), message);
  }

  private static byte[] signed(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    byte[] signed = Arrays.copyOf(bytes, bytes.length + CHECK);
    for (int i = 0; i < CHECK; i++) {
      signed[bytes.length + i] = (byte) (crc.getValue() >>> (24 - 8 * i));
    }
    return signed;
  }

  private void refuses(byte[] bytes) {
    assertThatExceptionOfType(CodecException.class).isThrownBy(() -> codec.decode(bytes));
  }

  private void refuses(byte[] bytes, String message) {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> codec.decode(bytes))
        .withMessageContaining(message);
  }
}
