/** Talks to a running service over HTTP. */
@NullMarked
package com.nextgen.ml.service.cli.client;

import org.jspecify.annotations.NullMarked;
