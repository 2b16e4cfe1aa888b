package com.nextgen.ml.service.store.table;

/**
 * What the detectors of concept drift of a version remember.
 *
 * @param reached the place of the model's last outcome that they have passed
 * @param runLength that they were made with
 * @param detectors their state
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record StoredConcept(long reached, double runLength, byte[] detectors) {}
