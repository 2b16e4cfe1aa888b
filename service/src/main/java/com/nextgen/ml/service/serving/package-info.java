/** One inference request, whatever protocol brought it, from its lease to its outcome. */
@NullMarked
package com.nextgen.ml.service.serving;

import org.jspecify.annotations.NullMarked;
