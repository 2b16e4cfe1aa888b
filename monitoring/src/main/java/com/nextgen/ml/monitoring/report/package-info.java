/** What all reports share: verdict, reasons, subject, window, reference rows, document. */
@NullMarked
package com.nextgen.ml.monitoring.report;

import org.jspecify.annotations.NullMarked;
