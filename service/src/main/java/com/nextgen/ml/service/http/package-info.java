/** The edge: limits, errors, health, and what all routes share. Nothing else knows HTTP. */
@NullMarked
package com.nextgen.ml.service.http;

import org.jspecify.annotations.NullMarked;
