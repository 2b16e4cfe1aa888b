package com.nextgen.ml.monitoring.counts.live;

import static com.nextgen.ml.monitoring.counts.CountsAssert.assertSame;
import static com.nextgen.ml.monitoring.counts.CountsAssert.assertSameSums;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NaiveCounts;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.counts.Samples;
import com.nextgen.ml.monitoring.counts.codec.CodecException;
import com.nextgen.ml.monitoring.counts.codec.CompactCounts;
import com.nextgen.ml.monitoring.counts.codec.CountsCodec;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Laws of counts, over random layouts and rows full of hostile values. */
class CountsPropertiesTest {

  @Property(tries = 300)
  void liveCountersAgreeWithTheNaiveModel(
      @ForAll long seed,
      @ForAll @IntRange(max = 11) int numeric,
      @ForAll @IntRange(max = 3) int named) {
    Random random = new Random(seed);
    Layout layout = Samples.layout(random, numeric, named);
    LiveCounters counters = new LiveCounters(layout, 2);
    NaiveCounts naive = new NaiveCounts(layout);
    for (int batch = 0; batch < 4; batch++) {
      add(random, layout, random.nextInt(60), List.of(counters), naive);
    }
    assertSame(counters.snapshot(), naive.counts());
    assertSame(counters.takeDelta(), naive.counts());
  }

  @Property(tries = 100)
  void anySplitIntoReplicasAndWindowsAddsUpToTheWhole(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 5) int replicas,
      @ForAll @IntRange(min = 1, max = 9) int windows) {
    Random random = new Random(seed);
    Layout layout = Samples.layout(random, 5, 2);
    LiveCounters whole = new LiveCounters(layout, 1);
    NaiveCounts naive = new NaiveCounts(layout);
    List<LiveCounters> pods = new ArrayList<>();
    for (int i = 0; i < replicas; i++) {
      pods.add(new LiveCounters(layout, 1 + i));
    }
    Counts sum = layout.empty();
    for (int window = 0; window < windows; window++) {
      for (LiveCounters pod : pods) {
        for (int batch = random.nextInt(3); batch > 0; batch--) {
          add(random, layout, random.nextInt(20), List.of(whole, pod), naive);
        }
        sum = sum.plus(pod.takeDelta());
      }
    }
    Counts cluster = pods.stream().map(LiveCounters::snapshot).reduce(layout.empty(), Counts::plus);
    assertSame(sum, naive.counts());
    assertSame(cluster, naive.counts());
    assertSame(whole.snapshot(), naive.counts());
  }

  @Property(tries = 100)
  void plusAndMinusAreInverse(@ForAll long seed) {
    Random random = new Random(seed);
    Layout layout = Samples.layout(random, 4, 2);
    Counts a = some(random, layout);
    Counts b = some(random, layout);
    Counts c = some(random, layout);
    assertSame(a.plus(b), b.plus(a));
    assertSame(a.plus(b).plus(c), a.plus(b.plus(c)));
    assertThat(a.plus(layout.empty())).isEqualTo(a);
    assertThat(a.minus(layout.empty())).isEqualTo(a);
    assertSameSums(a.plus(b).minus(b), a);
    assertSameSums(a.minus(a), layout.empty());
  }

  @Property(tries = 100)
  void minusRefusesCountsThatAreNotAPart(@ForAll long seed) {
    Random random = new Random(seed);
    Layout layout = Samples.layout(random, 2, 1);
    Counts a = some(random, layout);
    Counts more = a.plus(row(random, layout));
    assertThatIllegalArgumentException().isThrownBy(() -> a.minus(more));
  }

  @Property(tries = 100)
  void publishedCountsKeepEveryRow(@ForAll long seed) {
    Random random = new Random(seed);
    Layout layout = Samples.layout(random, 4, 3);
    for (ColumnCounts column : some(random, layout).columns()) {
      long sum = 0;
      for (long count : column.published()) {
        assertThat(count).isNotNegative();
        sum += count;
      }
      assertThat(sum).isEqualTo(column.rows());
      if (column instanceof NumericCounts numeric) {
        assertThat(column.published()).hasSize(numeric.bins().publishedSize() + 1);
      }
    }
  }

  @Property(tries = 100)
  void publishedCountsAddAsCountsDo(@ForAll long seed) {
    Random random = new Random(seed);
    Layout layout = Samples.layout(random, 3, 3);
    Counts a = some(random, layout);
    Counts b = some(random, layout);
    for (int i = 0; i < layout.columns().size(); i++) {
      long[] sum = a.columns().get(i).published();
      for (int j = 0; j < sum.length; j++) {
        sum[j] += b.columns().get(i).published()[j];
      }
      assertThat(a.plus(b).columns().get(i).published()).isEqualTo(sum);
    }
  }

  @Property(tries = 100)
  void readsBackBytesAndCompactCounts(@ForAll long seed) throws CodecException {
    Random random = new Random(seed);
    Layout layout = Samples.layout(random, 4, 2);
    Counts a = some(random, layout);
    Counts b = some(random, layout);
    CountsCodec codec = new CountsCodec(layout);
    assertThat(codec.decode(codec.encode(a))).isEqualTo(a);
    assertThat(CompactCounts.of(a).expand()).isEqualTo(a);
    assertThat(CompactCounts.of(a).plus(CompactCounts.of(b)).expand()).isEqualTo(a.plus(b));
  }

  @Property(tries = 30)
  void everyTruncationAndEveryAlteredByteIsAnError(@ForAll long seed) {
    Random random = new Random(seed);
    Layout layout = Samples.layout(random, 2, 1);
    CountsCodec codec = new CountsCodec(layout);
    byte[] bytes = codec.encode(some(random, layout));
    for (int at = 0; at < bytes.length; at++) {
      byte[] altered = bytes.clone();
      altered[at] += (byte) (1 + random.nextInt(255));
      assertThat(isRefused(codec, altered)).as("altered at " + at).isTrue();
      assertThat(isRefused(codec, Arrays.copyOf(bytes, at))).as("cut at " + at).isTrue();
    }
  }

  private static boolean isRefused(CountsCodec codec, byte[] bytes) {
    try {
      codec.decode(bytes);
      return false;
    } catch (CodecException e) {
      return true;
    }
  }

  private static Counts some(Random random, Layout layout) {
    LiveCounters counters = new LiveCounters(layout, 1);
    int size = random.nextInt(50);
    counters.add(Samples.rows(random, layout, size), Samples.predictions(random, layout, size));
    return counters.snapshot();
  }

  private static Counts row(Random random, Layout layout) {
    LiveCounters counters = new LiveCounters(layout, 1);
    counters.add(Samples.rows(random, layout, 1), Samples.predictions(random, layout, 1));
    return counters.snapshot();
  }

  private static void add(
      Random random, Layout layout, int size, List<LiveCounters> counters, NaiveCounts naive) {
    RowBlock rows = Samples.rows(random, layout, size);
    PredictionBlock predictions = Samples.predictions(random, layout, size);
    counters.forEach(each -> each.add(rows, predictions));
    naive.add(rows, predictions);
  }
}
