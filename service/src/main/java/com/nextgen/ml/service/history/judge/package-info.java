/** Judges windows once for all replicas. */
@NullMarked
package com.nextgen.ml.service.history.judge;

import org.jspecify.annotations.NullMarked;
