package com.nextgen.ml.service.history.verdict;

import com.nextgen.ml.service.inference.VersionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A verdict that was kept.
 *
 * @param family what was judged, as {@code model.yaml} spells it
 * @param window the window's name; empty where the verdict is on no window
 * @param segment the segment column; empty where the verdict is on all rows
 * @param from when the window began; null where the verdict is on no window
 * @param to when it ended
 * @param judgedAt when the verdict was taken
 * @param verdict as documents spell it
 * @param late whether the window had ended before rows of it came: nobody was told of the verdict
 * @param document the report as JSON in UTF-8; null where it is not kept, or was not asked for
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record KeptVerdict(
    VersionId version,
    String family,
    String window,
    String segment,
    @Nullable Instant from,
    Instant to,
    Instant judgedAt,
    String verdict,
    boolean late,
    byte @Nullable [] document) {}
