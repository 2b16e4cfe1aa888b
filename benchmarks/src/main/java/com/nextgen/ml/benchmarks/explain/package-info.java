/** Explanations beside those of others. */
@NullMarked
package com.nextgen.ml.benchmarks.explain;

import org.jspecify.annotations.NullMarked;
