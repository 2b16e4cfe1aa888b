/** Schema and policy as YAML, read and written. */
@NullMarked
package com.nextgen.ml.service.registry.yaml;

import org.jspecify.annotations.NullMarked;
