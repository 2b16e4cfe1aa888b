/** The commands, one small class each. */
@NullMarked
package com.nextgen.ml.service.cli;

import org.jspecify.annotations.NullMarked;
