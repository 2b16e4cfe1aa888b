/** Distributions that rows are drawn from, and the rows. */
@NullMarked
package com.nextgen.ml.benchmarks.trial.population;

import org.jspecify.annotations.NullMarked;
