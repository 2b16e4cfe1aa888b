/** Evidence against fairness that may be looked at at any time. */
@NullMarked
package com.nextgen.ml.monitoring.fairness.evidence;

import org.jspecify.annotations.NullMarked;
