/** What is summed of the rows of each group, and which groups are too small to be shown. */
@NullMarked
package com.nextgen.ml.monitoring.fairness.sums;

import org.jspecify.annotations.NullMarked;
