/** Drift of features together: correlation, reconstruction error, a domain classifier. */
@NullMarked
package com.nextgen.ml.monitoring.drift.multivariate;

import org.jspecify.annotations.NullMarked;
