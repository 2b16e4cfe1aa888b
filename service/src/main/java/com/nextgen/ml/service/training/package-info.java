/** Makes a version's baseline, and a schema where there is none, from files of training rows. */
@NullMarked
package com.nextgen.ml.service.training;

import org.jspecify.annotations.NullMarked;
