package com.nextgen.ml.service.monitor.live;

/**
 * A request that can be looked up among the traces.
 *
 * @param traceId 32 lower-case hexadecimal digits
 * @param seconds how long it took
 */
public record TracedRequest(String traceId, double seconds) {}
