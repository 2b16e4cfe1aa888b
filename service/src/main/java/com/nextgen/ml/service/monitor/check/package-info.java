/** Compares what a window counted with a reference, when it ends and on demand. */
@NullMarked
package com.nextgen.ml.service.monitor.check;

import org.jspecify.annotations.NullMarked;
