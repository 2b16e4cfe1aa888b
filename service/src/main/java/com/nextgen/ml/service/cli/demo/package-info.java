/** A simulated marketplace that shows the service at work. */
@NullMarked
package com.nextgen.ml.service.cli.demo;

import org.jspecify.annotations.NullMarked;
