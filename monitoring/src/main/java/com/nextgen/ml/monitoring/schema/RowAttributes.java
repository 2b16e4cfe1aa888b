package com.nextgen.ml.monitoring.schema;

import org.jspecify.annotations.Nullable;

/** What was sent beside the features of a block's rows. */
@FunctionalInterface
public interface RowAttributes {
  /** Nothing was. */
  RowAttributes NONE = (row, attribute) -> null;

  /** Returns a row's value of a group attribute, in its own spelling; null if it has none. */
  @Nullable String of(int row, String attribute);
}
