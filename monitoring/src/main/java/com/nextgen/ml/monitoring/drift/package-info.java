/** Compares a window with a reference column by column: evaluation, policy, report. */
@NullMarked
package com.nextgen.ml.monitoring.drift;

import org.jspecify.annotations.NullMarked;
