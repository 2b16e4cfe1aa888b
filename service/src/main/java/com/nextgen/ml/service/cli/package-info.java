/** One small class a command, and the wiring. */
@NullMarked
package com.nextgen.ml.service.cli;

import org.jspecify.annotations.NullMarked;
