package com.nextgen.ml.service.http.feedback;

import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.serving.RowMetadata;
import org.jspecify.annotations.Nullable;

/** The details of observations, which say themselves when they were predicted. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ObservationDetails(RowMetadata details, long[] times) implements RowDetails {

  @Override
  public String id(int row) {
    return details.id(row);
  }

  @Override
  public boolean isCallersId(int row) {
    return true;
  }

  @Override
  public long predictedAt(int row) {
    return times[row];
  }

  @Override
  public @Nullable String group(int row, String attribute) {
    return details.group(row, attribute);
  }

  @Override
  public @Nullable String subject(int row) {
    return details.subject(row);
  }
}
