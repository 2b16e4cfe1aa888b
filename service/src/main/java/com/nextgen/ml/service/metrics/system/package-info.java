/** Series of the process and its machine: JVM, container, GPU. */
@NullMarked
package com.nextgen.ml.service.metrics.system;

import org.jspecify.annotations.NullMarked;
