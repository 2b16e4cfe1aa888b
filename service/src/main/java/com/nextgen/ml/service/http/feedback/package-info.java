/** Routes that take labels, observations and evaluations, and show the prediction log. */
@NullMarked
package com.nextgen.ml.service.http.feedback;

import org.jspecify.annotations.NullMarked;
