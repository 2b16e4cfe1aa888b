/** Routes that carry rows to a model, in the two protocols. */
@NullMarked
package com.nextgen.ml.service.http.inference;

import org.jspecify.annotations.NullMarked;
