/**
 * Shapley values of any function of rows, from its answers on mixtures of the explained row and
 * background rows: all subsets where features are few, a sample of them where they are many.
 */
@NullMarked
package com.nextgen.ml.monitoring.attribution.coalition;

import org.jspecify.annotations.NullMarked;
