/**
 * Load on whole servers over loopback: the service with monitoring, the service without, and a bare
 * Netty handler that does the same inference. Servers and client are processes of their own.
 */
@NullMarked
package com.nextgen.ml.benchmarks.load;

import org.jspecify.annotations.NullMarked;
