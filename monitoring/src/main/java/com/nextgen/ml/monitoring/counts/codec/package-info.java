/** Counts as bytes, for keeping and for sending. */
@NullMarked
package com.nextgen.ml.monitoring.counts.codec;

import org.jspecify.annotations.NullMarked;
