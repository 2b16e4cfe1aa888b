package com.nextgen.ml.monitoring.drift;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.BlockFigures;
import com.nextgen.ml.monitoring.baseline.Dependence;
import com.nextgen.ml.monitoring.baseline.DesignEffect;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.monitoring.stats.ChiSquared;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a column are worth to a test, as far as the baseline's blocks tell.
 *
 * <p>Clusters: the design effect of the training rows, on both sides. Live windows in which a
 * cluster has fewer rows than in training are worth more than that: the figure is cautious.
 *
 * <p>Times: a window of m rows shares what all rows of its stretch of time have in common, so its
 * design effect grows with m: 1 + (m − 1) ρ, with ρ = (d − 1) / (n̄ − 1) from training windows of
 * its length in which the mean row stands among n̄ (Kish 1965, 5.4). Where no d is over 1 by its
 * standard error, ρ is not told from 0 and d itself is taken.
 *
 * <p>A variance from B blocks is itself uncertain, so it is multiplied by (t/z)² ≈ 1 + (z² + 1) /
 * (2 (B − 1)), z being the normal quantile of the level (Fisher 1926): Student's correction.
 *
 * <p>What the model says has the largest design effect of any feature.
 */
public final class DesignEffects {
  /** Rows are taken for independent. */
  public static final DesignEffects INDEPENDENT =
      new DesignEffects(Dependence.NONE, null, Map.of());

  private final Dependence dependence;
  private final @Nullable Window window;
  private final Map<String, Integer> inputs;

  private DesignEffects(
      Dependence dependence, @Nullable Window window, Map<String, Integer> inputs) {
    this.dependence = dependence;
    this.window = window;
    this.inputs = inputs;
  }

  /**
   * Returns what a baseline knows.
   *
   * @param window that live rows come from; null if they come from none
   */
  public static DesignEffects of(Baseline baseline, @Nullable Window window) {
    if (baseline.dependence().sets().isEmpty()) {
      return INDEPENDENT;
    }
    Map<String, Integer> inputs = new HashMap<>();
    for (Column column : baseline.layout().columns()) {
      if (column.isInput()) {
        inputs.put(column.name(), inputs.size());
      }
    }
    return new DesignEffects(baseline.dependence(), window, inputs);
  }

  /** Returns whether anything is known; else rows are taken for independent. */
  public boolean isKnown() {
    return dependence.whole().isPresent();
  }

  /**
   * Of training rows.
   *
   * @param level of the test
   */
  DesignEffect training(Column column, double level) {
    Optional<BlockFigures> whole = dependence.whole();
    if (whole.isEmpty()) {
      return DesignEffect.NONE;
    }
    double factor = student(level, whole.get().blocks());
    return worth(designEffect(column, whole.get()), factor);
  }

  /**
   * Of live rows.
   *
   * @param rows how many
   */
  DesignEffect live(Column column, long rows, double level) {
    if (dependence.kind() != Dependence.Kind.TIME || !isKnown()) {
      return training(column, level);
    }
    BlockFigures blocks =
        Optional.ofNullable(window).flatMap(dependence::of).or(dependence::whole).orElseThrow();
    DesignEffect found = designEffect(column, blocks);
    double factor = student(level, blocks.blocks());
    double others = blocks.meanRows() - 1;
    if (others < 1 || !isCertain(found, blocks.blocks())) {
      return worth(found, factor);
    }
    double ratio = (Math.max(1, rows) - 1) / others;
    DoubleUnaryOperator grown = d -> 1 + Math.min(others, Math.max(0, factor * d - 1)) * ratio;
    double cells = grown.applyAsDouble(found.cells());
    // The deviation of the design effects grows as they do.
    double deviation = Math.sqrt(found.spread()) * found.cells() * factor * ratio;
    return new DesignEffect(
        cells,
        Math.pow(deviation / cells, 2),
        grown.applyAsDouble(found.cumulative()),
        grown.applyAsDouble(found.mean()),
        grown.applyAsDouble(found.ranks()));
  }

  /** Whether any design effect is over 1 by its standard error. */
  private static boolean isCertain(DesignEffect found, int blocks) {
    double error = Math.sqrt(2.0 / (blocks - 1));
    // That of the cells is a mean of several.
    return found.mean() > 1 + error
        || found.cumulative() > 1 + error
        || found.ranks() > 1 + error
        || found.cells() > 1 + error / 2;
  }

  private DesignEffect designEffect(Column column, BlockFigures blocks) {
    Integer input = column.isInput() ? inputs.get(column.name()) : null;
    return input == null ? largest(blocks.inputs()) : blocks.inputs().get(input);
  }

  private static DesignEffect largest(List<DesignEffect> all) {
    return all.stream()
        .reduce(
            DesignEffect.NONE,
            (a, b) ->
                new DesignEffect(
                    Math.max(a.cells(), b.cells()),
                    Math.max(a.spread(), b.spread()),
                    Math.max(a.cumulative(), b.cumulative()),
                    Math.max(a.mean(), b.mean()),
                    Math.max(a.ranks(), b.ranks())));
  }

  private static DesignEffect worth(DesignEffect found, double factor) {
    return new DesignEffect(
        Math.max(1, factor * found.cells()),
        found.spread(),
        Math.max(1, factor * found.cumulative()),
        Math.max(1, factor * found.mean()),
        Math.max(1, factor * found.ranks()));
  }

  private static double student(double level, int blocks) {
    double zSquared = new ChiSquared(1).inverseSurvival(level);
    return 1 + (zSquared + 1) / (2.0 * (blocks - 1));
  }
}
