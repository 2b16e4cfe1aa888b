package com.nextgen.ml.monitoring.drift;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.CategorySummary;
import com.nextgen.ml.monitoring.baseline.DesignEffect;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.drift.multivariate.MultivariateReference;
import com.nextgen.ml.monitoring.schema.policy.Window;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a window is compared with.
 *
 * @param rows it was counted from
 * @param sha256 of the model file; empty if there is none
 * @param inSample whether its outputs come from rows the model was fitted on, so that they are
 *     shown but not judged
 * @param live whether its rows are live ones, as the window's are; else training rows
 * @param worth of its rows and of the window's
 * @param multivariate what is known of its features together; empty if nothing
 * @param singletons how many categories stand in one of its rows, by the features of which every
 *     category is remembered
 */
public record Reference(
    Counts counts,
    long rows,
    String sha256,
    boolean inSample,
    boolean live,
    DesignEffects worth,
    Optional<MultivariateReference> multivariate,
    Map<String, Long> singletons) {

  public Reference {
    singletons = Map.copyOf(singletons);
  }

  /** Rows of which it is not known how many categories stand in one alone. */
  public Reference(
      Counts counts,
      long rows,
      String sha256,
      boolean inSample,
      boolean live,
      DesignEffects worth,
      Optional<MultivariateReference> multivariate) {
    this(counts, rows, sha256, inSample, live, worth, multivariate, Map.of());
  }

  /** Independent training rows. */
  public Reference(Counts counts, long rows, String sha256, boolean inSample) {
    this(counts, rows, sha256, inSample, false, DesignEffects.INDEPENDENT, Optional.empty());
  }

  /** Returns a training baseline for rows that come from no window. */
  public static Reference of(Baseline baseline) {
    return of(baseline, null);
  }

  /**
   * Returns a training baseline.
   *
   * @param window that the rows held against it come from; null if from none
   */
  public static Reference of(Baseline baseline, @Nullable Window window) {
    return new Reference(
        baseline.counts(),
        baseline.rows(),
        baseline.sha256(),
        baseline.inSample(),
        false,
        DesignEffects.of(baseline, window),
        Optional.empty(),
        singletons(baseline));
  }

  private static Map<String, Long> singletons(Baseline baseline) {
    Map<String, Long> known = new HashMap<>();
    for (Column column : baseline.layout().columns()) {
      if (column.isInput()
          && baseline.inputSummary(column.name()).orElse(null) instanceof CategorySummary names) {
        names.knownSingletons().ifPresent(rows -> known.put(column.name(), rows));
      }
    }
    return known;
  }

  /** Counts of independent live rows. */
  public static Reference of(Counts counts) {
    return of(counts, DesignEffects.INDEPENDENT);
  }

  /** Counts of live rows, such as the window before. */
  public static Reference of(Counts counts, DesignEffects worth) {
    return new Reference(counts, counts.rows(), "", false, true, worth, Optional.empty());
  }

  /** Returns the same with what is known of its features together. */
  public Reference with(Optional<MultivariateReference> known) {
    return new Reference(counts, rows, sha256, inSample, live, worth, known, singletons);
  }

  /** Categories of one row; empty if that is not known. */
  OptionalLong singletonsOf(String feature) {
    Long known = singletons.get(feature);
    return known == null ? OptionalLong.empty() : OptionalLong.of(known);
  }

  /**
   * Returns the same with what {@code baseline}, whose counts it has, knows of its rarest
   * categories.
   */
  public Reference withCategoriesOf(Baseline baseline) {
    return new Reference(
        counts, rows, sha256, inSample, live, worth, multivariate, singletons(baseline));
  }

  /** Returns what its rows of a column are worth to a test at {@code level}. */
  public DesignEffect referenceWorth(Column column, long referenceRows, double level) {
    return live ? worth.live(column, referenceRows, level) : worth.training(column, level);
  }

  /** Returns what the rows held against it are worth. */
  public DesignEffect currentWorth(Column column, long currentRows, double level) {
    return worth.live(column, currentRows, level);
  }
}
