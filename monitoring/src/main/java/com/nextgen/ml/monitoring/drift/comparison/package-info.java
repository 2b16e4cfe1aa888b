/**
 * Two samples of a column laid beside each other: tables, pooling, what dependent rows are worth.
 */
@NullMarked
package com.nextgen.ml.monitoring.drift.comparison;

import org.jspecify.annotations.NullMarked;
