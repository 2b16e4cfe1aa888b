/** One inference request, whatever protocol brought it: its columns, rows, details and trace. */
@NullMarked
package com.nextgen.ml.service.serving;

import org.jspecify.annotations.NullMarked;
