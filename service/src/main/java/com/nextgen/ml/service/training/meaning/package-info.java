/**
 * What a model's outputs mean: the order of its classes, what its scores are, and whether rows
 * agree.
 */
@NullMarked
package com.nextgen.ml.service.training.meaning;

import org.jspecify.annotations.NullMarked;
