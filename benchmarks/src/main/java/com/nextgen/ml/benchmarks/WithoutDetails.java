package com.nextgen.ml.benchmarks;

import com.nextgen.ml.service.inference.RowDetails;
import org.jspecify.annotations.Nullable;

/** Rows of which nothing is known but their values. */
record WithoutDetails() implements RowDetails {

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
}
