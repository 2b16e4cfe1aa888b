/** Who may do what, over HTTP: the gate before all routes, sessions of browsers, the audit. */
@NullMarked
package com.nextgen.ml.service.http.access;

import org.jspecify.annotations.NullMarked;
