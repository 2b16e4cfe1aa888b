/** Detectors over a model's losses, and where its concept changed. */
@NullMarked
package com.nextgen.ml.monitoring.concept;

import org.jspecify.annotations.NullMarked;
