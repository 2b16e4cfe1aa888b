/** Counts over time and over replicas, summed for reports. */
@NullMarked
package com.nextgen.ml.service.history;

import org.jspecify.annotations.NullMarked;
