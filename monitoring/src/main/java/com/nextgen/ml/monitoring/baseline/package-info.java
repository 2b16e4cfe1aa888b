/** The training baseline of a model version: its document and how it is built. */
@NullMarked
package com.nextgen.ml.monitoring.baseline;

import org.jspecify.annotations.NullMarked;
