/** Takes labels, observations and evaluations, and feeds outcomes to those that count them. */
@NullMarked
package com.nextgen.ml.service.feedback;

import org.jspecify.annotations.NullMarked;
