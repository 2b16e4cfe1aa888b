/** The trial of drift verdicts beside other tools: its command, sizes and sections. */
@NullMarked
package com.nextgen.ml.benchmarks.trial;

import org.jspecify.annotations.NullMarked;
