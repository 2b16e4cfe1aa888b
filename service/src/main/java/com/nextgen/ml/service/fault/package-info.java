/** Whose fault it is that something is not answered, and what the caller is told: one catalogue. */
@NullMarked
package com.nextgen.ml.service.fault;

import org.jspecify.annotations.NullMarked;
