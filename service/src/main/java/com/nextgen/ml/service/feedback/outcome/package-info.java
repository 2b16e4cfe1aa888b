/** Joins a prediction to its label, and counts what comes of it. */
@NullMarked
package com.nextgen.ml.service.feedback.outcome;

import org.jspecify.annotations.NullMarked;
