package com.nextgen.ml.monitoring.counts.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.Samples;
import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompactCountsTest {
  private static final Layout UNIFORM = uniform();

  @ParameterizedTest
  @CsvSource({"0, 4", "20, 110", "1000, 260", "1000000, 470"})
  void encodesTwoHundredBinsInFewBytes(int rows, int bytes) {
    assertThat(CompactCounts.of(counted(rows)).size()).isLessThanOrEqualTo(bytes);
  }

  @Test
  void refusesToAddOtherLayouts() {
    Layout other = Samples.layout(new Random(1), 1, 0);
    CompactCounts some = CompactCounts.of(counted(5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> some.plus(CompactCounts.of(other.empty())));
  }

  private static Counts counted(int rows) {
    LiveCounters counters = new LiveCounters(UNIFORM, 1);
    double[] values = new Random(rows).doubles(rows).toArray();
    counters.add(
        new RowBlock(rows, values, new String[0]),
        new PredictionBlock(rows, new int[0], new double[rows], null));
    return counters.snapshot();
  }

  private static Layout uniform() {
    double[] edges = new double[200];
    Arrays.setAll(edges, i -> (i + 1) / 200.0);
    NumericBins bins = new NumericBins(Precision.FLOAT64, 0, edges, new int[0], 0.5, 0.3);
    return new Layout(List.of(new Column("x", Column.Source.NUMERIC_INPUT, 0, bins)));
  }
}
