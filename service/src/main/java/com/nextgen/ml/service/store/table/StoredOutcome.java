package com.nextgen.ml.service.store.table;

/** A prediction and its true outcome. */
public record StoredOutcome(StoredPrediction prediction, StoredLabel label) {}
