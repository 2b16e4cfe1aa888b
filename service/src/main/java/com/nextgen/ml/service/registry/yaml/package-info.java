/** Schema and policy, described once: read from YAML, written as YAML and as JSON. */
@NullMarked
package com.nextgen.ml.service.registry.yaml;

import org.jspecify.annotations.NullMarked;
