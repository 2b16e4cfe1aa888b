/** How right a model is, from labels and before them: comparison, coverage, estimate, cause. */
@NullMarked
package com.nextgen.ml.monitoring.performance;

import org.jspecify.annotations.NullMarked;
