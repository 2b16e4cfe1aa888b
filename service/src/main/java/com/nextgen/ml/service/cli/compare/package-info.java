/** Compares two files of rows without a service. */
@NullMarked
package com.nextgen.ml.service.cli.compare;

import org.jspecify.annotations.NullMarked;
