/** SQL: SQLite embedded, PostgreSQL for replicas; migrations. No other room sees it. */
@NullMarked
package com.nextgen.ml.service.store;

import org.jspecify.annotations.NullMarked;
