/**
 * What is remembered of a column while its rows pass: edges, quantiles, frequent values, a sample.
 */
@NullMarked
package com.nextgen.ml.monitoring.baseline.sketch;

import org.jspecify.annotations.NullMarked;
