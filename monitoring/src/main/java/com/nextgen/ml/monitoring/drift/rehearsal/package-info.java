/** What a monitoring policy would have made of windows that have passed. */
@NullMarked
package com.nextgen.ml.monitoring.drift.rehearsal;

import org.jspecify.annotations.NullMarked;
