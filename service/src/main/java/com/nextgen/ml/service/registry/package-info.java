/** The Model Registry as a port: models, versions, aliases, baselines. */
@NullMarked
package com.nextgen.ml.service.registry;

import org.jspecify.annotations.NullMarked;
