package com.nextgen.ml.monitoring.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.counts.OutcomeSamples.Row;
import com.nextgen.ml.monitoring.counts.codec.CodecException;
import com.nextgen.ml.monitoring.counts.codec.OutcomeCodec;
import com.nextgen.ml.monitoring.counts.live.OutcomeTally;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.Task;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OutcomeCountsTest {
  private static final OutcomeLayout SMALL =
      new OutcomeLayout(
          Task.BINARY_CLASSIFICATION,
          List.of("no", "yes"),
          1,
          new NumericBins(Precision.FLOAT64, 0, new double[] {0.5, 1}, new int[0], 0, 1));

  @Property(tries = 100)
  void addUpOverAnySplit(
      @ForAll Task task, @ForAll long seed, @ForAll @IntRange(max = 200) int cut) {
    OutcomeLayout layout = OutcomeSamples.layout(task, 40);
    List<Row> rows = OutcomeSamples.rows(new Random(seed), layout, 200);
    OutcomeCounts whole = OutcomeSamples.counts(layout, rows);
    OutcomeCounts first = OutcomeSamples.counts(layout, rows.subList(0, cut));
    OutcomeCounts second = OutcomeSamples.counts(layout, rows.subList(cut, 200));
    same(first.plus(second), whole);
    same(whole.minus(first), second);
    same(second.plus(layout.empty()), second);
  }

  @Property(tries = 100)
  void orderDoesNotMatter(@ForAll Task task, @ForAll long seed) {
    OutcomeLayout layout = OutcomeSamples.layout(task, 40);
    List<Row> rows = OutcomeSamples.rows(new Random(seed), layout, 200);
    OutcomeCounts before = OutcomeSamples.counts(layout, rows);
    Collections.shuffle(rows, new Random(seed + 1));
    same(OutcomeSamples.counts(layout, rows), before);
  }

  @Property(tries = 100)
  void bytesAreReadBackTheSame(@ForAll Task task, @ForAll long seed) throws CodecException {
    OutcomeLayout layout = OutcomeSamples.layout(task, 40);
    Random random = new Random(seed);
    OutcomeCounts counts =
        OutcomeSamples.counts(layout, OutcomeSamples.rows(random, layout, random.nextInt(300)));
    OutcomeCodec codec = new OutcomeCodec(layout);
    assertThat(codec.decode(codec.encode(counts))).isEqualTo(counts);
  }

  @Test
  void everyRowIsCountedOnceOrSkipped() {
    OutcomeLayout layout = OutcomeSamples.layout(Task.REGRESSION, 4);
    OutcomeTally tally = new OutcomeTally(layout);
    tally.addValue(1, 2);
    tally.addValue(Double.NaN, 2);
    tally.addValue(1, Double.POSITIVE_INFINITY);
    tally.addValue(1e200, 2);
    tally.addValue(Double.MIN_VALUE, 2);
    OutcomeCounts counts = tally.take();
    assertThat(counts.labelled()).isEqualTo(1);
    assertThat(counts.total(OutcomeCell.SKIPPED)).isEqualTo(4);
    assertThat(counts.total(OutcomeCell.RESIDUALS)).isEqualTo(1);
    assertThat(tally.counts()).isEqualTo(layout.empty());
  }

  @Test
  void residualsFallIntoRightClosedBins() {
    OutcomeLayout layout = OutcomeSamples.layout(Task.REGRESSION, 4);
    for (int i = 0; i < OutcomeLayout.RESIDUAL_BINS - 1; i++) {
      assertThat(layout.residualBin(layout.residualEdge(i))).isEqualTo(i);
      assertThat(layout.residualBin(Math.nextUp(layout.residualEdge(i)))).isEqualTo(i + 1);
    }
    assertThat(layout.residualBin(0)).isZero();
    assertThat(layout.residualBin(1e300)).isEqualTo(OutcomeLayout.RESIDUAL_BINS - 1);
  }

  @Test
  void confusionPoolsClassesBeyondAHundred() {
    List<String> classes = IntStream.range(0, 150).mapToObj(i -> "c" + i).toList();
    OutcomeLayout layout = new OutcomeLayout(Task.MULTICLASS_CLASSIFICATION, classes, -1, null);
    OutcomeTally tally = new OutcomeTally(layout);
    tally.addClass(149, 140, Double.NaN, null, 0);
    tally.addClass(149, 149, Double.NaN, null, 0);
    tally.addClass(3, 149, Double.NaN, null, 0);
    OutcomeCounts counts = tally.counts();
    assertThat(counts.cells(OutcomeCell.CONFUSION)[100 * 101 + 100]).isEqualTo(2);
    assertThat(counts.cells(OutcomeCell.CONFUSION)[3 * 101 + 100]).isEqualTo(1);
    assertThat(counts.total(OutcomeCell.RIGHT)).isEqualTo(1);
    assertThat(counts.cells(OutcomeCell.ACTUAL)[149]).isEqualTo(2);
  }

  @Test
  void refusesOtherLayouts() {
    OutcomeTally tally = new OutcomeTally(SMALL);
    assertThatIllegalArgumentException().isThrownBy(() -> tally.addClass(2, 0, 0.5, null, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> tally.addClass(0, 2, 0.5, null, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> tally.addValue(0, 1));
    OutcomeCounts other = OutcomeSamples.layout(Task.REGRESSION, 3).empty();
    assertThatIllegalArgumentException().isThrownBy(() -> tally.counts().plus(other));
    tally.addClass(1, 1, 0.75, null, 0);
    assertThatIllegalArgumentException().isThrownBy(() -> SMALL.empty().minus(tally.counts()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OutcomeLayout(Task.REGRESSION, List.of("a"), -1, null));
  }

  @Test
  void keepsToVersionOne() {
    // Bytes that were kept must stay readable: if this fails, the format needs a new version.
    OutcomeTally tally = new OutcomeTally(SMALL);
    tally.addClass(1, 1, 0.75, null, 0);
    byte[] bytes = new OutcomeCodec(SMALL).encode(tally.counts());
    assertThat(HexFormat.of().formatHex(bytes, 0, 5)).isEqualTo("4d4c4f4301");
    assertThat(HexFormat.of().formatHex(bytes, 21, bytes.length - 4))
        .isEqualTo(
            "0002010001010001010003010001010003010007010009010002"
                + "01013fe8000000000000"
                + "01013fb0000000000000"
                + "07013fe8000000000000"
                + "09013fb0000000000000"
                + "02043fd269621134db923fb52fd2c031d6a43fb00000000000003f70000000000000");
  }

  @Test
  void refusesEveryTruncationAndAlteredByte() {
    OutcomeTally tally = new OutcomeTally(SMALL);
    tally.addClass(1, 1, 0.75, null, 0);
    OutcomeCodec codec = new OutcomeCodec(SMALL);
    byte[] bytes = codec.encode(tally.counts());
    for (int at = 0; at < bytes.length; at++) {
      byte[] cut = Arrays.copyOf(bytes, at);
      assertThatExceptionOfType(CodecException.class).isThrownBy(() -> codec.decode(cut));
      for (int change = 1; change < 256; change++) {
        byte[] altered = bytes.clone();
        altered[at] ^= (byte) change;
        assertThatExceptionOfType(CodecException.class).isThrownBy(() -> codec.decode(altered));
      }
    }
    byte[] others =
        new OutcomeCodec(OutcomeSamples.layout(Task.REGRESSION, 3))
            .encode(OutcomeSamples.layout(Task.REGRESSION, 3).empty());
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> codec.decode(others))
        .withMessageContaining("layout");
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> codec.decode(new byte[1 << 20]))
        .withMessageContaining("more than");
  }

  private static void same(OutcomeCounts a, OutcomeCounts b) {
    for (OutcomeCell part : OutcomeCell.values()) {
      assertThat(a.cells(part)).as(part.name()).isEqualTo(b.cells(part));
    }
    for (OutcomeSum part : OutcomeSum.values()) {
      double[] sums = b.sums(part);
      for (int i = 0; i < sums.length; i++) {
        double tolerance = 1e-9 * (1 + Math.abs(sums[i]));
        assertThat(a.sums(part)[i]).as(part.name()).isCloseTo(sums[i], within(tolerance));
      }
    }
  }
}
