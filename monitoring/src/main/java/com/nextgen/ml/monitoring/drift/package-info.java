/** Tests over two counts, the policy that turns them into a verdict, and the report. */
@NullMarked
package com.nextgen.ml.monitoring.drift;

import org.jspecify.annotations.NullMarked;
