package com.nextgen.ml.benchmarks.trial;

/**
 * Rows and what tells which of them belong together.
 *
 * @param keys one a row: the hash of its cluster, or its time in milliseconds
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record KeyedRows(Rows rows, long[] keys) {}
