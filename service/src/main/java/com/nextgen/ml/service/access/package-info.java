/**
 * Who may do what: roles, callers, and what each route needs of them. It knows no protocol's
 * library.
 */
@NullMarked
package com.nextgen.ml.service.access;

import org.jspecify.annotations.NullMarked;
