/** Distributions, intervals and corrections used by the other rooms. */
@NullMarked
package com.nextgen.ml.monitoring.stats;

import org.jspecify.annotations.NullMarked;
