/** The registry in a directory of files. */
@NullMarked
package com.nextgen.ml.service.registry.directory;

import org.jspecify.annotations.NullMarked;
