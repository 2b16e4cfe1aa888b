/** Tests and distances over such a comparison, with their p-values. */
@NullMarked
package com.nextgen.ml.monitoring.drift.statistic;

import org.jspecify.annotations.NullMarked;
