package com.nextgen.ml.service.feedback;

import com.nextgen.ml.service.inference.RowDetails;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows with ids of the caller's, of one time, country and subject. */
public record TestDetails(List<String> ids, long at, @Nullable String country, @Nullable String who)
    implements RowDetails {

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
