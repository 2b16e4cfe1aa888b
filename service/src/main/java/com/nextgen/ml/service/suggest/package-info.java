/** Which known name was probably meant by one that is not known. */
@NullMarked
package com.nextgen.ml.service.suggest;

import org.jspecify.annotations.NullMarked;
