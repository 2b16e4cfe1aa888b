/** Sequential detectors of change on a stream of numbers, and their states as bytes. */
@NullMarked
package com.nextgen.ml.monitoring.detector;

import org.jspecify.annotations.NullMarked;
