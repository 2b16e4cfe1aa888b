package com.nextgen.ml.monitoring.counts.live;

import java.util.ArrayList;
import java.util.List;

/**
 * Up to four numeric columns whose searches run interleaved: each step of one search waits for its
 * load, and the others use that time. That needs a common number of steps, so the trees of all are
 * padded to one size.
 */
final class InterleavedTally {
  static final int SIZE = 4;

  private final NumericTally a;
  private final NumericTally b;
  private final NumericTally c;
  private final NumericTally d;
  private final int columns;
  private final int leaves;
  private final long[] trees;

  /** Columns, in groups of four and what remains, which is not one. */
  static InterleavedTally[] of(List<NumericTally> tallies) {
    List<InterleavedTally> fours = new ArrayList<>();
    for (int i = 0; i < tallies.size(); i += SIZE) {
      fours.add(new InterleavedTally(tallies.subList(i, Math.min(i + SIZE, tallies.size()))));
    }
    return fours.toArray(InterleavedTally[]::new);
  }

  private InterleavedTally(List<NumericTally> tallies) {
    columns = tallies.size();
    a = tallies.get(0);
    b = tallies.get(1);
    c = tallies.get(columns > 2 ? 2 : 0);
    d = tallies.get(columns > 3 ? 3 : 0);
    leaves = tallies.stream().mapToInt(NumericTally::leaves).max().orElseThrow();
    trees = new long[SIZE * leaves];
    List<NumericTally> four = List.of(a, b, c, d);
    for (int i = 0; i < SIZE; i++) {
      System.arraycopy(four.get(i).tree(leaves), 0, trees, i * leaves, leaves);
    }
  }

  /**
   * Adds the values of the rows from {@code from} up to and without {@code to}.
   *
   * @param width values of a row
   * @param scores where those of the columns with products go, row by row
   * @param products how many columns have products
   */
  void add(
      Stripe stripe, double[] values, int from, int to, int width, double[] scores, int products) {
    int row = 0;
    for (int at = from * width; at < to * width; at += width) {
      add(
          stripe,
          values[at + a.index()],
          values[at + b.index()],
          values[at + c.index()],
          values[at + d.index()],
          scores,
          row);
      row += products;
    }
  }

  private void add(
      Stripe stripe, double rawA, double rawB, double rawC, double rawD, double[] scores, int row) {
    double valueA = a.round(rawA);
    double valueB = b.round(rawB);
    double valueC = c.round(rawC);
    double valueD = d.round(rawD);
    long keyA = NumericTally.key(valueA);
    long keyB = NumericTally.key(valueB);
    long keyC = NumericTally.key(valueC);
    long keyD = NumericTally.key(valueD);
    long[] trees = this.trees;
    int leaves = this.leaves;
    int treeB = leaves;
    int treeC = 2 * leaves;
    int treeD = 3 * leaves;
    int nodeA = 1;
    int nodeB = 1;
    int nodeC = 1;
    int nodeD = 1;
    while (nodeA < leaves) {
      nodeA = 2 * nodeA + (trees[nodeA] < keyA ? 1 : 0);
      nodeB = 2 * nodeB + (trees[treeB + nodeB] < keyB ? 1 : 0);
      nodeC = 2 * nodeC + (trees[treeC + nodeC] < keyC ? 1 : 0);
      nodeD = 2 * nodeD + (trees[treeD + nodeD] < keyD ? 1 : 0);
    }
    a.add(stripe, rawA, valueA, nodeA - leaves, scores, row);
    b.add(stripe, rawB, valueB, nodeB - leaves, scores, row);
    if (columns > 2) {
      c.add(stripe, rawC, valueC, nodeC - leaves, scores, row);
    }
    if (columns > 3) {
      d.add(stripe, rawD, valueD, nodeD - leaves, scores, row);
    }
  }
}
