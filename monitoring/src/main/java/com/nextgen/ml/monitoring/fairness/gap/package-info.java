/** Figures of groups with their intervals, and what is sure of the gaps between them. */
@NullMarked
package com.nextgen.ml.monitoring.fairness.gap;

import org.jspecify.annotations.NullMarked;
