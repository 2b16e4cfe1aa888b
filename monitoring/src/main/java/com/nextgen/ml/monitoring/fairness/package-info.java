/** Whether groups of people are treated alike: counts by group, figures, gaps, verdicts. */
@NullMarked
package com.nextgen.ml.monitoring.fairness;

import org.jspecify.annotations.NullMarked;
