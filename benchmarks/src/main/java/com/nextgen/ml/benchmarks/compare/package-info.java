/** Wide tables for {@code compare}, and what comparing them costs beside another tool. */
@org.jspecify.annotations.NullMarked
package com.nextgen.ml.benchmarks.compare;
