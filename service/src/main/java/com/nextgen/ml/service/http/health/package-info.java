/** Health and metrics, on the service's own port and on one that only probes and Prometheus ask. */
@NullMarked
package com.nextgen.ml.service.http.health;

import org.jspecify.annotations.NullMarked;
