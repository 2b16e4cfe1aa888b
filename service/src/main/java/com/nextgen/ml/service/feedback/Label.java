package com.nextgen.ml.service.feedback;

import org.jspecify.annotations.Nullable;

/**
 * A true outcome, as a caller gives it.
 *
 * @param id of the prediction
 * @param className one of the model's classes, by its own name; null for regression
 * @param value the true value; NaN for classification
 * @param labelledAt when it was known, in milliseconds since 1970; null for now
 * @param source who says so; null if that was not said
 * @param correct whether it replaces what was said before
 */
public record Label(
    String id,
    @Nullable String className,
    double value,
    @Nullable Long labelledAt,
    @Nullable String source,
    boolean correct) {}
