/** The prediction log: what was predicted, of whom, and for how long it is kept. */
@NullMarked
package com.nextgen.ml.service.feedback.log;

import org.jspecify.annotations.NullMarked;
