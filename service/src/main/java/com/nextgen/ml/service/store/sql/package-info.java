/** Connections, dialects and statements. */
@NullMarked
package com.nextgen.ml.service.store.sql;

import org.jspecify.annotations.NullMarked;
