/**
 * Trials of the change detectors: run length, delay and misses on streams whose changes are known.
 */
@NullMarked
package com.nextgen.ml.benchmarks.change;

import org.jspecify.annotations.NullMarked;
