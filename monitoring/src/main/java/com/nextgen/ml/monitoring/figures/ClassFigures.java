package com.nextgen.ml.monitoring.figures;

import org.jspecify.annotations.Nullable;

/**
 * How well one class was told from the others.
 *
 * @param precision right among predicted; null if it never was predicted
 * @param recall right among true; null if no row is of it
 * @param f1 2 right / (true + predicted)
 * @param support rows of which it is true
 */
public record ClassFigures(
    String name,
    @Nullable Estimate precision,
    @Nullable Estimate recall,
    Estimate f1,
    long support) {}
