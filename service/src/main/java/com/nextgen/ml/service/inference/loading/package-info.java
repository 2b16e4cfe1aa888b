/** Loads, replaces and retires the versions that the registry names. */
@NullMarked
package com.nextgen.ml.service.inference.loading;

import org.jspecify.annotations.NullMarked;
