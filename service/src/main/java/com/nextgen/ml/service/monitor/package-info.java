/** What binds a live model version to its counters; windows, schedule, verdicts. */
@NullMarked
package com.nextgen.ml.service.monitor;

import org.jspecify.annotations.NullMarked;
