package com.nextgen.ml.monitoring.counts.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DuplicateRowsTest {
  @Test
  void missingEqualsMissingAndZeroEqualsMinusZero() {
    double[] numbers = {Missing.NUMBER, 0, Missing.NUMBER, -0.0, Double.NaN, 0};

    assertThat(DuplicateRows.count(new RowBlock(3, numbers, new String[] {null, null, null})))
        .isEqualTo(1);
    assertThat(DuplicateRows.count(new RowBlock(3, numbers, new String[] {null, "a", "b"})))
        .isZero();
  }

  @Test
  void aSingleRowHasNoDuplicate() {
    assertThat(DuplicateRows.count(new RowBlock(1, new double[] {1}, new String[0]))).isZero();
    assertThat(DuplicateRows.count(new RowBlock(0, new double[0], new String[0]))).isZero();
  }

  @Test
  void agreesWithASetOfRowsPerStretch() {
    Random random = new Random(3);
    for (int trial = 0; trial < 200; trial++) {
      int rows = 1 + random.nextInt(trial % 2 == 0 ? 300 : 3 * DuplicateRows.STRETCH);
      double[] numbers = random.ints(2L * rows, 0, 20).asDoubleStream().toArray();
      String[] names =
          random.ints(rows, 0, 4).mapToObj(i -> i == 0 ? null : "n" + i).toArray(String[]::new);
      Set<List<Object>> distinct = new HashSet<>();
      for (int row = 0; row < rows; row++) {
        int stretch = row / DuplicateRows.STRETCH;
        distinct.add(Arrays.asList(stretch, numbers[2 * row], numbers[2 * row + 1], names[row]));
      }

      assertThat(DuplicateRows.count(new RowBlock(rows, numbers, names)))
          .isEqualTo(rows - distinct.size());
    }
  }

  @Test
  void comparesALargeBatchInStretches() {
    // The second half repeats the first: within 1,024 rows nothing does.
    double[] apart = new double[4096];
    double[] near = new double[4096];
    for (int i = 0; i < apart.length; i++) {
      apart[i] = i % 2048;
      near[i] = Math.floor(i / 2.0);
    }

    assertThat(DuplicateRows.count(new RowBlock(4096, apart, new String[0]))).isZero();
    assertThat(DuplicateRows.count(new RowBlock(4096, near, new String[0]))).isEqualTo(2048);
  }

  @Test
  void collidingHashesAreNotDuplicates() {
    // "Aa" and "BB" have one hash code, and so has every text made of them.
    String[] names =
        IntStream.range(0, 4096)
            .mapToObj(
                i ->
                    IntStream.range(0, 12)
                        .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                        .reduce("", String::concat))
            .toArray(String[]::new);

    assertThat(DuplicateRows.count(new RowBlock(names.length, new double[0], names))).isZero();
  }
}
