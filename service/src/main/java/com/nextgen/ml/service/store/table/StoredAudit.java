package com.nextgen.ml.service.store.table;

import org.jspecify.annotations.Nullable;

/**
 * A change, or requests that were refused.
 *
 * @param sequence its number in the store; 0 of one that is still to be added
 * @param at in milliseconds since 1970
 * @param caller null where nobody knows it
 * @param source the address it came from
 * @param times how often
 */
public record StoredAudit(
    long sequence,
    long at,
    @Nullable String caller,
    String source,
    String action,
    @Nullable String target,
    @Nullable String before,
    @Nullable String after,
    @Nullable String reason,
    long times) {}
