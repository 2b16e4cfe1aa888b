/**
 * Documents of mappings, lists and scalars. A {@link
 * com.nextgen.ml.service.registry.yaml.document.Form} describes a value once; by it the value is
 * read from YAML, with key and line in every error, and written as YAML or as JSON.
 */
@NullMarked
package com.nextgen.ml.service.registry.yaml.document;

import org.jspecify.annotations.NullMarked;
