/** One class a table, and the rows of each. */
@NullMarked
package com.nextgen.ml.service.store.table;

import org.jspecify.annotations.NullMarked;
