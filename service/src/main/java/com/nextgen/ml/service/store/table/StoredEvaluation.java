package com.nextgen.ml.service.store.table;

/**
 * A figure that an outside evaluation found.
 *
 * @param model the model's name
 * @param rows how many it was found on
 * @param evaluatedAt in milliseconds since 1970
 */
public record StoredEvaluation(
    String model,
    int version,
    String metric,
    double figure,
    long rows,
    String source,
    long evaluatedAt) {}
