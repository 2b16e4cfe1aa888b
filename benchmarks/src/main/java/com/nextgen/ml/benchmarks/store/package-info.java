/** What the store costs: labels a second, look-ups in a long log. */
@NullMarked
package com.nextgen.ml.benchmarks.store;

import org.jspecify.annotations.NullMarked;
