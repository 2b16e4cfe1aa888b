/** Binds live model versions to their counters and moves their windows on. */
@NullMarked
package com.nextgen.ml.service.monitor;

import org.jspecify.annotations.NullMarked;
