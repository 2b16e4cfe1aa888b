package com.nextgen.ml.service.store.table;

import org.jspecify.annotations.Nullable;

/**
 * A verdict as a row. Times are in milliseconds since 1970.
 *
 * @param sequence its number in the store; 0 for one that is not there yet
 * @param window the window's name; empty where the verdict is on no window
 * @param part which of a window's verdicts of one family it is; empty where there is one alone
 * @param from when the window began; null where the verdict is on no window
 * @param to when the window ended
 * @param judgedAt when the verdict was taken
 * @param documentLength of the report as JSON in bytes; 0 where it is not kept
 * @param document the report, compressed; null where it is not kept, or was not asked for
 * @param late whether the window had ended before rows of it came
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record StoredVerdict(
    long sequence,
    String model,
    int version,
    String family,
    String window,
    String part,
    @Nullable Long from,
    long to,
    long judgedAt,
    String verdict,
    int documentLength,
    byte @Nullable [] document,
    boolean late) {

  /** A verdict that is not late, as it is added. */
  public StoredVerdict(
      long sequence,
      String model,
      int version,
      String family,
      String window,
      String part,
      @Nullable Long from,
      long to,
      long judgedAt,
      String verdict,
      int documentLength,
      byte @Nullable [] document) {
    this(
        sequence,
        model,
        version,
        family,
        window,
        part,
        from,
        to,
        judgedAt,
        verdict,
        documentLength,
        document,
        false);
  }
}
