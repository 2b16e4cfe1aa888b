/**
 * One thread writes, many read: SQLite embedded, PostgreSQL for replicas. No other room sees SQL.
 */
@NullMarked
package com.nextgen.ml.service.store;

import org.jspecify.annotations.NullMarked;
