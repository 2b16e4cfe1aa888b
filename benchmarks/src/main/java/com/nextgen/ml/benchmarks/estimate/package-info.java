/** Whether intervals of performance that is estimated before the labels hold what is realised. */
@NullMarked
package com.nextgen.ml.benchmarks.estimate;

import org.jspecify.annotations.NullMarked;
