/** Live counters of groups, which requests add to. */
@NullMarked
package com.nextgen.ml.monitoring.fairness.live;

import org.jspecify.annotations.NullMarked;
