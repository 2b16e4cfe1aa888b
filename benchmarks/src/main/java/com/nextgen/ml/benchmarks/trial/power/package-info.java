/** How much each rule sees at an equal rate of false alarms. */
@NullMarked
package com.nextgen.ml.benchmarks.trial.power;

import org.jspecify.annotations.NullMarked;
