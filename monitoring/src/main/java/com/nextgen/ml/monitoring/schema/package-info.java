/**
 * What a model takes and gives: features, task, classes, groups; and blocks of rows in that shape.
 */
@NullMarked
package com.nextgen.ml.monitoring.schema;

import org.jspecify.annotations.NullMarked;
