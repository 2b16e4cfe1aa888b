package com.nextgen.ml.service.feedback;

import com.nextgen.ml.service.inference.RowDetails;
import java.util.List;

/** Rows with ids of the caller's, of one time, country and subject. */
record TestDetails(List<String> ids, long at, String country, String who) implements RowDetails {

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
  public String group(int row, String attribute) {
    return attribute.equals("country") ? country : null;
  }

  @Override
  public String subject(int row) {
    return who;
  }
}
