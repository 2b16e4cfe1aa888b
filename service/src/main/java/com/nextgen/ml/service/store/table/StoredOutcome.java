package com.nextgen.ml.service.store.table;

/** A prediction and what turned out to be true. */
public record StoredOutcome(StoredPrediction prediction, StoredLabel label) {}
