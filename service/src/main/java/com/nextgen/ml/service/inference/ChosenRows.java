package com.nextgen.ml.service.inference;

import org.jspecify.annotations.Nullable;

/**
 * Some rows of a block, where others are not to be counted.
 *
 * @param all what is known of all rows
 * @param chosen the places of some of them, in the order in which they are to be
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ChosenRows(RowDetails all, int[] chosen) implements RowDetails {

  @Override
  public String id(int row) {
    return all.id(chosen[row]);
  }

  @Override
  public boolean isCallersId(int row) {
    return all.isCallersId(chosen[row]);
  }

  @Override
  public long predictedAt(int row) {
    return all.predictedAt(chosen[row]);
  }

  @Override
  public @Nullable String group(int row, String attribute) {
    return all.group(chosen[row], attribute);
  }

  @Override
  public @Nullable String subject(int row) {
    return all.subject(chosen[row]);
  }

  @Override
  public @Nullable String request() {
    return all.request();
  }

  @Override
  public int requestRows() {
    return all.requestRows();
  }
}
