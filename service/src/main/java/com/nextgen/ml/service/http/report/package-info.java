/** Routes of reports on demand, over windows and over past ranges. */
@NullMarked
package com.nextgen.ml.service.http.report;

import org.jspecify.annotations.NullMarked;
