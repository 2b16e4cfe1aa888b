/** Tokens that an identity provider signed (OpenID Connect): JWT, RS256 or ES256. */
@NullMarked
package com.nextgen.ml.service.access.oidc;

import org.jspecify.annotations.NullMarked;
