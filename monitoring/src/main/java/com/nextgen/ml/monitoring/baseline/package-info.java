/** The training baseline of a model version, as values. */
@NullMarked
package com.nextgen.ml.monitoring.baseline;

import org.jspecify.annotations.NullMarked;
