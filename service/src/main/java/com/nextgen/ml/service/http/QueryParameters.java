package com.nextgen.ml.service.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the query parameters of a route that does not declare them as its arguments. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface QueryParameters {
  /** The route looks at its parameters itself. */
  String OWN = "*";

  /** Returns their names, or {@link #OWN}. */
  String[] value();
}
