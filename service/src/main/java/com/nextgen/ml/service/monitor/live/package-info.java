/** The counters, windows and verdicts of a version that is served. */
@NullMarked
package com.nextgen.ml.service.monitor.live;

import org.jspecify.annotations.NullMarked;
