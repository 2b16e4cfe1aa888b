package com.nextgen.ml.service.feedback;

import org.jspecify.annotations.Nullable;

/**
 * How the store is.
 *
 * @param problem what is wrong with it; null while it works
 * @param notice what is wrong with it, or will be; null if nothing is
 * @param errors transactions that failed since the start
 * @param losses how often its file was found deleted or replaced since the start
 * @param isFull whether only the reserve of its volume is left, so that predictions wait
 * @param logged predictions written since the start
 * @param waiting predictions that are not written yet
 * @param removed rows removed since the start because they were older than the retention
 * @param erased rows removed since the start because somebody asked for it
 * @param oldestSeconds when the oldest row was predicted, in Unix time; null if that is not known
 */
public record StoreFigures(
    @Nullable String problem,
    @Nullable String notice,
    long errors,
    long losses,
    boolean isFull,
    long logged,
    long waiting,
    long removed,
    long erased,
    @Nullable Double oldestSeconds) {}
