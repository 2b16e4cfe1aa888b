package com.nextgen.ml.service.inference;

import org.jspecify.annotations.Nullable;

/**
 * What is known of rows that were predicted beside their features. Asked only by those who need it,
 * perhaps later and on another thread, so that it costs a request nothing.
 */
public interface RowDetails {
  /** Of rows of which nothing is known, not even their ids. */
  RowDetails NONE =
      new RowDetails() {
        @Override
        public String id(int row) {
          return "";
        }

        @Override
        public boolean isCallersId(int row) {
          return false;
        }

        @Override
        public long predictedAt(int row) {
          return 0;
        }

        @Override
        public @Nullable String group(int row, String attribute) {
          return null;
        }

        @Override
        public @Nullable String subject(int row) {
          return null;
        }
      };

  /** Returns the prediction id of a row. */
  String id(int row);

  /**
   * Returns whether the caller gave that id; else it was made for this request and is not repeated.
   */
  boolean isCallersId(int row);

  /** Returns when the row was predicted, in milliseconds since 1970. */
  long predictedAt(int row);

  /** Returns what was sent of a group attribute, in its own spelling; null if nothing. */
  @Nullable String group(int row, String attribute);

  /** Whom the row is about; null if that was not said. Not to be kept as it is. */
  @Nullable String subject(int row);

  /** Returns the id of the request that asked for all these rows at once; null if none did. */
  default @Nullable String request() {
    return null;
  }

  /** Returns how many rows that request had. */
  default int requestRows() {
    return 1;
  }
}
