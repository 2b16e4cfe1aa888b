/** Sequential detectors of change on a stream of losses, and where a concept changed. */
@NullMarked
package com.nextgen.ml.monitoring.change;

import org.jspecify.annotations.NullMarked;
