/** How often verdicts on fairness are wrong, and how many rows they take. */
@NullMarked
package com.nextgen.ml.benchmarks.fairness;

import org.jspecify.annotations.NullMarked;
