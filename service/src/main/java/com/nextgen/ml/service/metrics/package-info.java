/** Counts and verdicts as Prometheus series. */
@NullMarked
package com.nextgen.ml.service.metrics;

import org.jspecify.annotations.NullMarked;
