/** What is declared of watching a model: windows, budget, thresholds, labels, log. */
@NullMarked
package com.nextgen.ml.monitoring.schema.policy;

import org.jspecify.annotations.NullMarked;
