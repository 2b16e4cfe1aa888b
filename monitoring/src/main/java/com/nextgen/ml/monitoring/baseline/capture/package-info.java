/** Passes over training rows that build a baseline. */
@NullMarked
package com.nextgen.ml.monitoring.baseline.capture;

import org.jspecify.annotations.NullMarked;
