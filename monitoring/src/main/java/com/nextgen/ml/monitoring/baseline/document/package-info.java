/** The baseline as a JSON document, written and read. */
@NullMarked
package com.nextgen.ml.monitoring.baseline.document;

import org.jspecify.annotations.NullMarked;
