/** Leaves out what is sent again: a request that is repeated is answered, not counted again. */
@NullMarked
package com.nextgen.ml.service.dedup;

import org.jspecify.annotations.NullMarked;
