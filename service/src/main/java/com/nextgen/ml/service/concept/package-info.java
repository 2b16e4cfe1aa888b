/** Watches the relation of inputs to target: feeds matured labels to the detectors of change. */
@NullMarked
package com.nextgen.ml.service.concept;

import org.jspecify.annotations.NullMarked;
