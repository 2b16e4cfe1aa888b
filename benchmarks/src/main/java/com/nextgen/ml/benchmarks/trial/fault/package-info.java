/** What each rule makes of faults that matter and of changes that do not. */
@NullMarked
package com.nextgen.ml.benchmarks.trial.fault;

import org.jspecify.annotations.NullMarked;
