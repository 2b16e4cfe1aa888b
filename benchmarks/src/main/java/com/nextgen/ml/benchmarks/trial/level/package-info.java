/** How often the declared p-value is small without drift: over baselines, and of one. */
@NullMarked
package com.nextgen.ml.benchmarks.trial.level;

import org.jspecify.annotations.NullMarked;
