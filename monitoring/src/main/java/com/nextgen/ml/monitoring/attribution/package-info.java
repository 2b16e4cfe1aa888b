/** Shapley values of any predict function, and the importance of features that follows. */
@NullMarked
package com.nextgen.ml.monitoring.attribution;

import org.jspecify.annotations.NullMarked;
