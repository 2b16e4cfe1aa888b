/** The certificates with which the service speaks TLS, read again when their files change. */
@NullMarked
package com.nextgen.ml.service.http.tls;

import org.jspecify.annotations.NullMarked;
