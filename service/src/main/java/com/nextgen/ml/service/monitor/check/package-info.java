/** What a kind of report is: how it is asked for, made, judged, written, kept, shown and logged. */
@NullMarked
package com.nextgen.ml.service.monitor.check;

import org.jspecify.annotations.NullMarked;
