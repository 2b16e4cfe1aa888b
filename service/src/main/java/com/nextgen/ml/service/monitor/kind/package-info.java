/** The kinds of reports, one class each. */
@NullMarked
package com.nextgen.ml.service.monitor.kind;

import org.jspecify.annotations.NullMarked;
