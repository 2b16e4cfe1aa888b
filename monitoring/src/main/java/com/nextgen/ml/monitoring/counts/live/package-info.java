/** Counters that many threads add rows to, and their state as counts. */
@NullMarked
package com.nextgen.ml.monitoring.counts.live;

import org.jspecify.annotations.NullMarked;
