/** Columns that the trial draws its rows from: simulated populations and real data sets. */
@NullMarked
package com.nextgen.ml.benchmarks.trial.column;

import org.jspecify.annotations.NullMarked;
