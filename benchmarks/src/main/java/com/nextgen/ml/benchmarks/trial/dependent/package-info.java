/** False alarms on rows that depend on each other. */
@NullMarked
package com.nextgen.ml.benchmarks.trial.dependent;

import org.jspecify.annotations.NullMarked;
