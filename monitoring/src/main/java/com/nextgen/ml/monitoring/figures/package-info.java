/** Figures of labelled rows, each with its interval, from sums over them. */
@NullMarked
package com.nextgen.ml.monitoring.figures;

import org.jspecify.annotations.NullMarked;
