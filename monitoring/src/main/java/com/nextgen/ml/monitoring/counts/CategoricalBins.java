package com.nextgen.ml.monitoring.counts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cells for names: one for each of the most frequent categories of the baseline, {@link #OTHER} for
 * the rest of those the baseline had, {@link #UNSEEN} for all it never had.
 */
public final class CategoricalBins implements ColumnBins {
  /** The cell of the baseline's rarer categories. */
  public static final String OTHER = "__other__";

  /** The cell of values that the baseline never had. */
  public static final String UNSEEN = "__unseen__";

  /** More categories than this have no cell of their own. */
  public static final int MAX_NAMED = 100;

  /** Up to this many of the baseline's categories are remembered exactly. */
  public static final int MAX_REMEMBERED = 100_000;

  /** Into so many cells names without one of their own are hashed. */
  public static final int HASHED = 64;

  private static final int HASH_BITS = 6;

  /** 2^32 over the golden ratio: spreads what String.hashCode leaves in the lower bits. */
  private static final int SPREAD = 0x9E3779B9;

  private final List<String> named;
  private final Set<String> published;
  private final Set<String> rest;
  private final Map<String, Integer> cells;

  /**
   * @param named the categories with a cell of their own, in the order of their cells
   * @param published those of {@code named} that are frequent enough to be published by name; the
   *     others are published as {@link #OTHER}
   * @param rest the baseline's other categories, whose cell is {@link #OTHER}
   * @throws IllegalArgumentException if a list is too long or a name stands twice
   */
  public CategoricalBins(List<String> named, Set<String> published, Set<String> rest) {
    this.named = List.copyOf(named);
    this.published = Set.copyOf(published);
    this.rest = Set.copyOf(rest);
    if (named.size() > MAX_NAMED || named.size() + rest.size() > MAX_REMEMBERED) {
      throw new IllegalArgumentException("more categories than can be remembered");
    }
    if (!new HashSet<>(named).containsAll(published)) {
      throw new IllegalArgumentException("a published category has no cell");
    }
    this.cells = new HashMap<>();
    for (String name : named) {
      if (name.equals(OTHER) || name.equals(UNSEEN) || cells.put(name, cells.size()) != null) {
        throw new IllegalArgumentException("categories repeat a name or use a reserved one");
      }
    }
    for (String name : rest) {
      if (cells.put(name, named.size()) != null) {
        throw new IllegalArgumentException("categories repeat a name");
      }
    }
  }

  /** Bins that publish every named category; for classes, booleans and tests. */
  public static CategoricalBins of(List<String> named) {
    return new CategoricalBins(named, Set.copyOf(named), Set.of());
  }

  /** Returns the categories with a cell of their own, in the order of their cells. */
  public List<String> named() {
    return named;
  }

  /** Returns whether {@code name} is published under its own name. */
  public boolean isPublished(String name) {
    return published.contains(name);
  }

  /** Returns the baseline's categories that have no cell of their own. */
  public Set<String> rest() {
    return rest;
  }

  /**
   * Returns the names of the published cells: the frequent categories in cell order, then the
   * other.
   */
  public List<String> publishedNames() {
    List<String> names = new ArrayList<>(named.stream().filter(published::contains).toList());
    names.add(OTHER);
    return names;
  }

  /** Returns how many cells hold values: the named ones, {@link #OTHER}, {@link #UNSEEN}. */
  public int size() {
    return named.size() + 2;
  }

  /** Returns the cell of {@link #OTHER}; that of {@link #UNSEEN} is one more. */
  public int otherCell() {
    return named.size();
  }

  /** Returns the cell of {@link #UNSEEN}; that of missing values is one more. */
  public int unseenCell() {
    return named.size() + 1;
  }

  /**
   * Returns the cell of a value.
   *
   * @return {@link #size} if missing
   */
  public int indexOf(@Nullable String value) {
    if (value == null) {
      return size();
    }
    Integer cell = cells.get(value);
    return cell == null ? unseenCell() : cell;
  }

  /**
   * The hashed cell of a name, from 0 to {@link #HASHED} less one: the same in every process, and
   * whatever has a cell of its own.
   */
  public static int hashedCell(String name) {
    return (name.hashCode() * SPREAD) >>> (Integer.SIZE - HASH_BITS);
  }

  @Override
  public CategoricalCounts empty() {
    return CategoricalCounts.empty(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CategoricalBins that
        && named.equals(that.named)
        && published.equals(that.published)
        && rest.equals(that.rest);
  }

  @Override
  public int hashCode() {
    return named.hashCode();
  }

  @Override
  public String toString() {
    return named.size() + " categories and " + rest.size() + " more";
  }
}
