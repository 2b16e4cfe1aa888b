package com.nextgen.ml.service.feedback;

import com.nextgen.ml.service.inference.RowDetails;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows with ids of the caller's, of one time, country and subject. */
public record TestDetails(List<String> ids, long at, @Nullable String country, @Nullable String who)
    implements RowDetails {

  /** Of rows of which nothing is known, not even their ids. */
  public static final RowDetails NONE =
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

  /** Of no known country and nobody. */
  public TestDetails(List<String> ids, long at) {
    this(ids, at, null, null);
  }

  @Override
  public String id(int row) {
    return ids.get(row);
  }

  @Override
  public boolean isCallersId(int row) {
    return true;
  }

  @Override
  public long predictedAt(int row) {
    return at;
  }

  @Override
  public @Nullable String group(int row, String attribute) {
    return attribute.equals("country") ? country : null;
  }

  @Override
  public @Nullable String subject(int row) {
    return who;
  }
}
