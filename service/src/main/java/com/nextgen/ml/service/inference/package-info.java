/** What others see of served versions: leases, observers, errors, and the pool that predicts. */
@NullMarked
package com.nextgen.ml.service.inference;

import org.jspecify.annotations.NullMarked;
