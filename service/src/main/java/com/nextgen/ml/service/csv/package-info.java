/** Rows of CSV files. */
@NullMarked
package com.nextgen.ml.service.csv;

import org.jspecify.annotations.NullMarked;
