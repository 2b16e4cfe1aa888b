/** What things cost, measured with JMH. */
@NullMarked
package com.nextgen.ml.benchmarks;

import org.jspecify.annotations.NullMarked;
