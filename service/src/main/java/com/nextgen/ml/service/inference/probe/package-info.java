/** Finds out in another process whether a model file can be opened here, and remembers it. */
@org.jspecify.annotations.NullMarked
package com.nextgen.ml.service.inference.probe;
