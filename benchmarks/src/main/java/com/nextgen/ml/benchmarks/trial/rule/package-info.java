/**
 * The ways to call drift that are compared: the product's policy and other tools' documented rules.
 */
@NullMarked
package com.nextgen.ml.benchmarks.trial.rule;

import org.jspecify.annotations.NullMarked;
