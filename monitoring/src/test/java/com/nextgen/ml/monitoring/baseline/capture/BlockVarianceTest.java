package com.nextgen.ml.monitoring.baseline.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.monitoring.baseline.DesignEffect;
import com.nextgen.ml.monitoring.schema.policy.Window;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BlockVarianceTest {
  /** Both add the same products in another order. */
  private static final double TOLERANCE = 1e-9;

  @Test
  void designEffectsEqualNumpy() throws IOException {
    JsonNode cases;
    try (InputStream in = getClass().getResourceAsStream("design_effect.json")) {
      cases = new ObjectMapper().readTree(Objects.requireNonNull(in));
    }
    assertThat(cases).hasSize(6);
    for (JsonNode each : cases) {
      // The last cell, of missing values, is empty.
      long[][] cells = new long[each.get("cells").size()][];
      for (int b = 0; b < cells.length; b++) {
        JsonNode block = each.get("cells").get(b);
        cells[b] = new long[block.size() + 1];
        for (int i = 0; i < block.size(); i++) {
          cells[b][i] = block.get(i).asLong();
        }
      }
      double[] sums = new double[cells.length];
      Arrays.setAll(sums, b -> each.get("sumZ").get(b).asDouble());
      DesignEffect found =
          BlockVariance.designEffect(cells, sums, each.get("sumZSquared").asDouble());

      assertThat(found.cells()).isCloseTo(figure(each, "cellsMean"), within(TOLERANCE));
      assertThat(found.spread()).isCloseTo(figure(each, "spread"), within(TOLERANCE));
      assertThat(found.cumulative()).isCloseTo(figure(each, "cumulative"), within(TOLERANCE));
      assertThat(found.mean()).isCloseTo(figure(each, "mean"), within(TOLERANCE));
      assertThat(found.ranks()).isCloseTo(figure(each, "ranks"), within(TOLERANCE));
    }
  }

  private static double figure(JsonNode each, String name) {
    return each.get(name).asDouble();
  }

  @Test
  void aColumnWithoutVarianceHasNoDesignEffect() {
    long[][] one = new long[20][3];
    Arrays.setAll(one, b -> new long[] {0, 7 + b, 0});
    assertThat(BlockVariance.designEffect(one, new double[20], 0)).isEqualTo(DesignEffect.NONE);

    long[][] none = new long[20][3];
    Arrays.setAll(none, b -> new long[] {0, 0, 5});
    assertThat(BlockVariance.designEffect(none, new double[20], 0)).isEqualTo(DesignEffect.NONE);
  }

  @Test
  void spacesWindowsEvenlyUpToTheLimit() {
    Window hour = Window.parse("1h");
    long each = hour.length().toMillis();
    for (long all : new long[] {20, 99, 100, 101, 250, 777}) {
      List<BlockSet> sets = BlockSet.ofTimes(5, 5 + all * each, List.of(hour), 100);
      assertThat(sets).hasSize(2);
      BlockSet windows = sets.get(1);
      int[] blocks = new int[(int) all];
      for (int i = 0; i < all; i++) {
        blocks[i] = windows.blockOf(5 + i * each);
        assertThat(windows.blockOf(5 + (i + 1) * each - 1)).isEqualTo(blocks[i]);
      }
      int[] kept = Arrays.stream(blocks).filter(b -> b >= 0).toArray();
      assertThat(kept).hasSize((int) Math.min(100, all)).isSorted().doesNotHaveDuplicates();
      assertThat(windows.blockOf(Blocking.UNKNOWN)).isEqualTo(-1);
      assertThat(windows.blockOf(4)).isEqualTo(-1);
    }
    assertThat(BlockSet.ofTimes(0, 19 * each - 1, List.of(hour), 100)).hasSize(1);
  }

  @Test
  void spreadsClustersOverAllGroups() {
    BlockSet groups = BlockSet.ofClusters(100).get(0);
    int[] found = new int[100];
    for (int i = 0; i < 10_000; i++) {
      found[groups.blockOf(Blocking.Clusters.key("user-" + i))]++;
    }
    assertThat(Arrays.stream(found).min().orElseThrow()).isGreaterThan(50);
    assertThat(groups.blockOf(Blocking.Clusters.key(null))).isEqualTo(-1);
  }
}
