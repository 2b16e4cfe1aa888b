/** Sends the predictions of a model that is served elsewhere from files to a running service. */
@NullMarked
package com.nextgen.ml.service.cli.observe;

import org.jspecify.annotations.NullMarked;
