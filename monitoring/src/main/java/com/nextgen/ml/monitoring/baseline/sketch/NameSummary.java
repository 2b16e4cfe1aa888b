package com.nextgen.ml.monitoring.baseline.sketch;

import com.nextgen.ml.monitoring.baseline.CategorySummary;
import com.nextgen.ml.monitoring.counts.CategoricalBins;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Summarises the names in one categorical column in bounded memory. */
public final class NameSummary {
  /** A category of fewer baseline rows is published with the others. */
  static final int MIN_PUBLISHED = 20;

  private final HeavyHitters<String> names;
  private long count;

  /**
   * @param mostNames how many at most are counted exactly
   * @param mostCharacters that all names remembered may have together
   */
  public NameSummary(int mostNames, long mostCharacters) {
    this.names =
        new HeavyHitters<>(
            Math.min(mostNames, CategoricalBins.MAX_REMEMBERED), mostCharacters, String::length);
  }

  public void add(@Nullable String name) {
    if (name != null) {
      count++;
      names.add(name);
    }
  }

  /** Returns the most frequent by name, ties in the order of the alphabet; the rest remembered. */
  public CategoricalBins bins() {
    List<String> named = new ArrayList<>();
    Set<String> published = new HashSet<>();
    Set<String> rest = new HashSet<>();
    names.counts().entrySet().stream()
        .filter(entry -> !isReserved(entry.getKey()))
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(
            entry -> {
              if (named.size() == CategoricalBins.MAX_NAMED) {
                rest.add(entry.getKey());
              } else {
                named.add(entry.getKey());
                if (entry.getValue() >= MIN_PUBLISHED) {
                  published.add(entry.getKey());
                }
              }
            });
    return new CategoricalBins(named, published, rest);
  }

  private static boolean isReserved(String name) {
    return name.equals(CategoricalBins.OTHER) || name.equals(CategoricalBins.UNSEEN);
  }

  public CategorySummary summary() {
    boolean exact = names.error() == 0;
    long singletons = names.counts().values().stream().filter(n -> n == 1).count();
    double unseen = exact && count > 0 ? singletons / (double) count : 0;
    return new CategorySummary(names.distinct(), exact, exact ? singletons : 0, unseen, 0);
  }
}
