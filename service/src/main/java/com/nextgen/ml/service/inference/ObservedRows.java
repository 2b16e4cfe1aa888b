package com.nextgen.ml.service.inference;

import java.time.Duration;

/**
 * What became of rows that were answered elsewhere; the others were there already.
 *
 * @param accepted new ones, counted
 * @param past of these, how many are counted in the history of their time alone
 * @param uncounted of these, how many are older than counts are kept: in the log, for their labels,
 *     and in no count
 * @param expired how many are too old to be counted or kept
 */
public record ObservedRows(int accepted, int past, int uncounted, int expired) {
  /** Rows that are older than this when they come do not count in live windows. */
  public static final Duration LIVE = Duration.ofMinutes(2);

  public ObservedRows {
    if (past < 0 || past > accepted || uncounted < 0 || uncounted > past || expired < 0) {
      throw new IllegalArgumentException(
          "uncounted rows are some of the past, and these some of those that are accepted");
    }
  }

  /** Returns whether a row is too old for live windows. */
  public static boolean isPast(long predictedAt, long receivedAt) {
    return predictedAt < receivedAt - LIVE.toMillis();
  }
}
