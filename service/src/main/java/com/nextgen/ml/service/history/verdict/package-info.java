/** Verdicts that are kept with their reports, and what is shown of them after a restart. */
@NullMarked
package com.nextgen.ml.service.history.verdict;

import org.jspecify.annotations.NullMarked;
