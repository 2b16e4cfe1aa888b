package com.nextgen.ml.monitoring.drift.comparison;

import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Whether more current rows have a category that the reference never had than its own rare
 * categories let expect, whatever the population.
 *
 * <p>Given the pooled counts, every choice of the m current rows among all n + m is equally likely
 * without drift. A category of t pooled rows is then new, all its rows being current ones, with the
 * probability ρ^t, ρ = m / (n + m), and brings t rows. The p-value is the probability that such
 * categories bring at least as many rows as were seen, each by itself: which of them are new is
 * negatively associated, so that their sum strays no further. Singletons matter most, as in Good's
 * estimate of the mass of what was not seen (Good 1953, Biometrika 40), and a category that comes
 * as one clump is allowed for too.
 *
 * <p>What is not known is taken for the worst: each new row for a category of its own, each
 * singleton of the reference without a cell for one of the pooled rows. Other categories without a
 * cell have at least two reference rows and at most as many as the least that has a cell, and are
 * taken for either, as few for the greater as their sum allows.
 */
final class NewCategories {
  /**
   * With more new rows than this a part of the current rows is taken, which is as exchangeable with
   * the reference as all of them are.
   */
  private static final double MOST = 500;

  private static final double NEVER = 1e-18;

  private final double[] tail;
  private final double share;

  /**
   * @param least rows, of which the probability of as many or more is sought
   * @param share of the current rows among all
   */
  private NewCategories(int least, double share) {
    this.tail = new double[least + 1];
    this.tail[0] = 1;
    this.share = share;
  }

  /**
   * The p-value; empty for numbers, where no current row is new, or where the reference does not
   * know its own categories.
   */
  static OptionalDouble pValue(ColumnComparison comparison) {
    if (!(comparison.reference() instanceof CategoricalCounts reference)
        || !(comparison.current() instanceof CategoricalCounts current)) {
      return OptionalDouble.empty();
    }
    OptionalLong singletons = comparison.singletons();
    boolean known = reference.bins().rest().isEmpty() || singletons.isPresent();
    if (!known || reference.unseen() > 0 || current.unseen() == 0 || reference.count() == 0) {
      return OptionalDouble.empty();
    }
    double few = Math.max(1, current.unseen() / comparison.currentWorth().cells() / MOST);
    return pValue(
        reference,
        current,
        singletons.orElse(0),
        comparison.referenceWorth().cells(),
        few * comparison.currentWorth().cells());
  }

  /** Counts are over what their sides' rows are worth, the new ones rounded down. */
  private static OptionalDouble pValue(
      CategoricalCounts reference,
      CategoricalCounts current,
      long singletons,
      double referenceWorth,
      double currentWorth) {
    int least = (int) (current.unseen() / currentWorth);
    if (least == 0) {
      return OptionalDouble.empty();
    }
    double n = reference.count() / referenceWorth;
    double m = current.count() / currentWorth;
    NewCategories found = new NewCategories(least, m / (n + m));
    long[] named = Arrays.copyOf(reference.cells(), reference.bins().named().size());
    double single = Arrays.stream(named).filter(rows -> rows == 1).count();
    double others = reference.bins().rest().size();
    double alone = Math.min(others, Math.max(0, singletons - single));
    long most = Math.max(2, Arrays.stream(named).min().orElse(2));
    double left = others - alone;
    double rows = reference.other() - alone;
    double twos = most == 2 ? left : Math.min(left, Math.max(0, (left * most - rows) / (most - 2)));
    found.add(least + (long) Math.ceil(alone / referenceWorth), 1);
    found.add((long) Math.ceil(twos / referenceWorth), 2);
    found.add((long) Math.ceil((left - twos) / referenceWorth), (double) most);
    for (int i = 0; i < named.length; i++) {
      if (named[i] > 0) {
        found.add(1, named[i] / referenceWorth + current.cell(i) / currentWorth);
      }
    }
    return OptionalDouble.of(Math.min(1, found.tail[least]));
  }

  /** Adds categories of so many pooled rows each. */
  private void add(long categories, double rows) {
    double probability = Math.pow(share, rows);
    long step = Math.max(1, (long) Math.ceil(rows));
    if (categories * probability < NEVER || probability >= 1) {
      return;
    }
    int last = tail.length - 1;
    double[] before = tail.clone();
    Arrays.fill(tail, 0);
    double odds = Math.log(probability) - Math.log1p(-probability);
    double chance = categories * Math.log1p(-probability);
    for (long k = 0; k <= categories; k++) {
      double weight = Math.exp(chance);
      if (k * step >= last) {
        tail[last] += weight;
        if (k > categories * probability && weight < NEVER * tail[last]) {
          return;
        }
      } else if (weight > 0) {
        int moved = (int) (k * step);
        for (int i = 0; i <= last; i++) {
          tail[Math.min(last, i + moved)] += before[i] * weight;
        }
      }
      chance += odds + Math.log((categories - k) / (k + 1.0));
    }
  }
}
