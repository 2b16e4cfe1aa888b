package com.nextgen.ml.service.monitor.live;

/**
 * Several kinds of counts, as a store is asked for them.
 *
 * @param prefix what the codes of the kinds begin with
 */
public record CountKinds(String prefix) {
  /** Every kind. */
  public static final CountKinds ALL = new CountKinds("");

  /** That of all rows. */
  public static final CountKinds ALL_ROWS = new CountKinds(CountKind.ALL_ROWS.code());

  /** Returns the kinds of all segments of a column. */
  public static CountKinds segments(String column) {
    return new CountKinds(CountKind.segments(column));
  }
}
