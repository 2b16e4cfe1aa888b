package com.nextgen.ml.service.store.table;

/**
 * What one replica counted of a model version in a stretch of time.
 *
 * @param model see {@link ModelKeys#key}
 * @param kind of counts
 * @param replica that wrote it
 * @param place in the order in which the replica wrote
 * @param from in milliseconds since 1970
 * @param to in milliseconds since 1970, the last that belongs to it
 * @param rows that were counted
 * @param counts as their codec writes them
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record StoredDelta(
    long model,
    int version,
    String kind,
    String replica,
    long place,
    long from,
    long to,
    long rows,
    byte[] counts) {

  public StoredDelta {
    if (to < from || rows < 0 || kind.isEmpty() || replica.isEmpty()) {
      throw new IllegalArgumentException(
          "a delta is of a kind and a replica, and ends after it began");
    }
  }
}
