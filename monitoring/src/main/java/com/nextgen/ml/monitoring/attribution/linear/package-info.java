/** Exact Shapley values of sums of terms, each of one feature. */
@NullMarked
package com.nextgen.ml.monitoring.attribution.linear;

import org.jspecify.annotations.NullMarked;
