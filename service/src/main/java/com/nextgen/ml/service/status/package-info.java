/** How each version is, on one screen: its last verdicts, its traffic, its labels. */
@NullMarked
package com.nextgen.ml.service.status;

import org.jspecify.annotations.NullMarked;
