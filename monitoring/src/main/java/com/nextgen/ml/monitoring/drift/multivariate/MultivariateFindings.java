package com.nextgen.ml.monitoring.drift.multivariate;

import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.stats.CauchyCombination;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What the tests of features together found, before their one p-value is seen beside those of the
 * single features.
 *
 * @param reason why there is nothing to judge; null if there is
 * @param withheld tests that have no figure though others may, and why
 */
public record MultivariateFindings(
    @Nullable Reason reason,
    List<MultivariateFigure> figures,
    Map<MultivariateMethod, Reason> withheld) {
  private static final double CAP = 0.99;

  public MultivariateFindings {
    figures = List.copyOf(figures);
    withheld = Map.copyOf(withheld);
    if ((reason == null) == figures.isEmpty()) {
      throw new IllegalArgumentException("there are either figures or a reason");
    }
  }

  /** Nothing, for a reason. */
  public static MultivariateFindings none(Reason reason) {
    return new MultivariateFindings(reason, List.of(), Map.of());
  }

  /** Returns the same with one more figure. */
  public MultivariateFindings plus(MultivariateFigure figure) {
    List<MultivariateFigure> more = new ArrayList<>(figures);
    more.add(figure);
    return new MultivariateFindings(null, more, withheld);
  }

  /** The same where {@code test} has no figure for a reason of its own. */
  MultivariateFindings without(MultivariateMethod test, Reason why) {
    Map<MultivariateMethod, Reason> others = new EnumMap<>(MultivariateMethod.class);
    others.putAll(withheld);
    others.put(test, why);
    return new MultivariateFindings(reason, figures, others);
  }

  /**
   * Returns the one p-value of all tests, by the Cauchy combination of those that could have
   * rejected; absent if none could.
   */
  public OptionalDouble pValue() {
    double[] pValues =
        figures.stream()
            .filter(MultivariateFigure::canReject)
            .mapToDouble(figure -> Math.min(CAP, figure.pValue()))
            .toArray();
    return pValues.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(CauchyCombination.of(pValues));
  }

  /**
   * Returns the verdicts.
   *
   * @param significant whether {@link #pValue} is, beside those of the single features
   * @param level at which a single test is significant
   */
  public MultivariateReport report(boolean significant, double level) {
    List<MultivariateReport.Judged> judged = new ArrayList<>();
    for (MultivariateFigure figure : figures) {
      boolean drifted = significant && figure.hasEffect() && figure.pValue() <= level;
      judged.add(new MultivariateReport.Judged(figure, drifted ? Verdict.DRIFTED : Verdict.STABLE));
    }
    return new MultivariateReport(reason, pValue(), judged, withheld);
  }
}
