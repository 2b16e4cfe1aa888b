/**
 * Counts over time and over replicas: what each replica counted is kept in the store, summed for
 * reports, and judged once for all.
 */
@NullMarked
package com.nextgen.ml.service.history;

import org.jspecify.annotations.NullMarked;
