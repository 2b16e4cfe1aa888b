/** Sends the rows of a file to a service at the pace of their times. */
@NullMarked
package com.nextgen.ml.service.cli.replay;

import org.jspecify.annotations.NullMarked;
