/**
 * The calibration trial: false-alarm rates, power and wrong verdicts of the drift policy and of the
 * rules of other tools, on the same simulated samples.
 */
@NullMarked
package com.nextgen.ml.benchmarks.trial;

import org.jspecify.annotations.NullMarked;
