/** Routes of models, aliases and baselines, with schema and policy. */
@NullMarked
package com.nextgen.ml.service.http.model;

import org.jspecify.annotations.NullMarked;
