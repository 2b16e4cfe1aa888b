/** Rows of CSV files. */
@NullMarked
package com.nextgen.ml.service.table;

import org.jspecify.annotations.NullMarked;
