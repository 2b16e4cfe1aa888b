/** What names may look like, and how what a user wrote stands in a message. */
@NullMarked
package com.nextgen.ml.monitoring.text;

import org.jspecify.annotations.NullMarked;
