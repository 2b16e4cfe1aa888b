/** Unusable and surprising values: rates over counts, judged against the baseline's. */
@NullMarked
package com.nextgen.ml.monitoring.quality;

import org.jspecify.annotations.NullMarked;
