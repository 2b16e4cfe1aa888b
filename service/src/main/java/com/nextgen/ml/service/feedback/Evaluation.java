package com.nextgen.ml.service.feedback;

/**
 * A figure that an outside evaluation found.
 *
 * @param rows how many it was found on
 * @param evaluatedAt in milliseconds since 1970
 */
public record Evaluation(
    String metric, double figure, long rows, String source, long evaluatedAt) {}
