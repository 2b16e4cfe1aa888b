package com.nextgen.ml.monitoring.counts;

import java.util.List;

/**
 * Four numeric columns whose searches run interleaved: each step of one search waits for its load
 * and subtraction, and the other three use that time. That needs a common number of steps, so the
 * edges of all four are padded to one power of two.
 */
final class FourTallies {
  static final int SIZE = 4;

  private final NumericTally a;
  private final NumericTally b;
  private final NumericTally c;
  private final NumericTally d;
  private final int length;
  private final double[] edges;

  FourTallies(List<NumericTally> tallies) {
    a = tallies.get(0);
    b = tallies.get(1);
    c = tallies.get(2);
    d = tallies.get(3);
    length = tallies.stream().mapToInt(NumericTally::paddedLength).max().orElseThrow();
    edges = new double[SIZE * length];
    for (int i = 0; i < SIZE; i++) {
      System.arraycopy(tallies.get(i).edges(length), 0, edges, i * length, length);
    }
  }

  /** Adds the values of {@code rows} rows of {@code width} values. */
  void add(Stripe stripe, double[] values, int rows, int width) {
    for (int row = 0, at = 0; row < rows; row++, at += width) {
      add(
          stripe,
          values[at + a.index()],
          values[at + b.index()],
          values[at + c.index()],
          values[at + d.index()]);
    }
  }

  private void add(Stripe stripe, double rawA, double rawB, double rawC, double rawD) {
    double valueA = a.round(rawA);
    double valueB = b.round(rawB);
    double valueC = c.round(rawC);
    double valueD = d.round(rawD);
    double[] edges = this.edges;
    int startB = length;
    int startC = 2 * length;
    int startD = 3 * length;
    int atA = 0;
    int atB = startB;
    int atC = startC;
    int atD = startD;
    for (int half = length >>> 1; half > 0; half >>>= 1) {
      atA += NumericTally.step(edges[atA + half - 1], valueA, half);
      atB += NumericTally.step(edges[atB + half - 1], valueB, half);
      atC += NumericTally.step(edges[atC + half - 1], valueC, half);
      atD += NumericTally.step(edges[atD + half - 1], valueD, half);
    }
    a.add(stripe, rawA, valueA, atA);
    b.add(stripe, rawB, valueB, atB - startB);
    c.add(stripe, rawC, valueC, atC - startC);
    d.add(stripe, rawD, valueD, atD - startD);
  }
}
