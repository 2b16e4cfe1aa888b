/** Frozen bins, and counts over them that add across threads, windows and replicas. */
@NullMarked
package com.nextgen.ml.monitoring.counts;

import org.jspecify.annotations.NullMarked;
