package com.nextgen.ml.monitoring.fairness.sums;

import java.util.ArrayList;
import java.util.List;

/**
 * Scores of the favourable class in one group.
 *
 * @param rows that have one
 * @param sum of them
 * @param squares of them, summed
 * @param cells of the labelled rows, by tenths of the score; empty if there is none
 */
public record ScoreSums(long rows, double sum, double squares, List<Cell> cells) {
  /** Scores from 0 to 1 are looked at in so many cells of one width. */
  public static final int CELLS = 10;

  /** Of no row. */
  public static final ScoreSums NONE = new ScoreSums(0, 0, 0, List.of());

  /**
   * The labelled rows whose scores are in one tenth.
   *
   * @param scores their sum
   * @param squares of score less label, summed
   */
  public record Cell(long rows, long positives, double scores, double squares) {
    /** Of no row. */
    public static final Cell NONE = new Cell(0, 0, 0, 0);

    public Cell {
      if (positives < 0 || positives > rows) {
        throw new IllegalArgumentException("positive rows must be from 0 to all rows");
      }
    }

    Cell combined(Cell that, int sign) {
      return new Cell(
          rows + sign * that.rows,
          positives + sign * that.positives,
          scores + sign * that.scores,
          squares + sign * that.squares);
    }
  }

  public ScoreSums {
    cells = List.copyOf(cells);
    if (rows < 0 || (!cells.isEmpty() && cells.size() != CELLS)) {
      throw new IllegalArgumentException("scores have " + CELLS + " cells or none");
    }
  }

  /** Returns the cell of a score from 0 to 1. */
  public static int cellOf(double score) {
    return Math.max(0, Math.min(CELLS - 1, (int) (score * CELLS)));
  }

  ScoreSums combined(ScoreSums that, int sign) {
    List<Cell> sums = new ArrayList<>();
    boolean any = !cells.isEmpty() || !that.cells.isEmpty();
    for (int i = 0; any && i < CELLS; i++) {
      Cell own = cells.isEmpty() ? Cell.NONE : cells.get(i);
      sums.add(own.combined(that.cells.isEmpty() ? Cell.NONE : that.cells.get(i), sign));
    }
    return new ScoreSums(
        rows + sign * that.rows, sum + sign * that.sum, squares + sign * that.squares, sums);
  }
}
