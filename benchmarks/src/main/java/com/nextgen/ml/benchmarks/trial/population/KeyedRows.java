package com.nextgen.ml.benchmarks.trial.population;

/**
 * Rows and what tells which of them belong together.
 *
 * @param keys one a row: the hash of its cluster, or its time in milliseconds
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record KeyedRows(Rows rows, long[] keys) {}
