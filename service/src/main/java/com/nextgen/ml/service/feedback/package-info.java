/** Prediction log, label join: what was predicted, and what turned out to be true. */
@NullMarked
package com.nextgen.ml.service.feedback;

import org.jspecify.annotations.NullMarked;
