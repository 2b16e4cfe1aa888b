package com.nextgen.ml.monitoring.concept;

import java.time.Instant;

/**
 * Which label a loss follows from.
 *
 * @param number of the label, growing
 * @param at when the prediction was made
 */
public record LossPlace(long number, Instant at) {}
