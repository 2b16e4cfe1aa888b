package com.nextgen.ml.monitoring.baseline;

import com.nextgen.ml.monitoring.schema.policy.Window;
import java.util.List;
import java.util.Optional;

/**
 * How far the training rows depend on each other.
 *
 * @param kind what holds them together
 * @param column that says so; empty if nothing is known
 * @param sets the whole of the training rows first; for times then one for each window length that
 *     the rows span often enough
 */
public record Dependence(Kind kind, String column, List<BlockFigures> sets) {
  /** Rows are taken for independent. */
  public static final Dependence NONE = new Dependence(Kind.NONE, "", List.of());

  /** What holds rows together. */
  public enum Kind {
    NONE("none"),
    CLUSTER("cluster"),
    TIME("time");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** As documents write it. */
    public String code() {
      return code;
    }
  }

  public Dependence {
    sets = List.copyOf(sets);
    if ((kind == Kind.NONE) != column.isEmpty() || (kind == Kind.NONE && !sets.isEmpty())) {
      throw new IllegalArgumentException("dependence of rows needs a column");
    }
    if (kind == Kind.CLUSTER && sets.size() > 1) {
      throw new IllegalArgumentException("clusters are one set of blocks");
    }
  }

  /** Returns the blocks that all training rows stand in; empty if nothing is known. */
  public Optional<BlockFigures> whole() {
    return sets.stream().filter(set -> set.window() == null).findFirst();
  }

  /** Returns the blocks of a window's length; empty if there are none. */
  public Optional<BlockFigures> of(Window window) {
    return sets.stream()
        .filter(set -> set.window() != null && set.window().length().equals(window.length()))
        .findFirst();
  }
}
