package com.nextgen.ml.service.monitor.check;

import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.policy.Window;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the last verdict on windows of one length says in a few words.
 *
 * @param from when the window began; null if unknown
 * @param why what has drifted, or why there is not enough data; empty if there is nothing to say
 */
public record ShortVerdict(Window window, @Nullable Instant from, Verdict verdict, String why) {}
