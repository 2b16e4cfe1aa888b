package com.nextgen.ml.service.monitor.check;

import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import java.util.Map;

/**
 * A tumbling window that is to be judged.
 *
 * @param all what was counted in it of all rows
 * @param segments what was counted in it by segment column and value
 * @param outcomes what is known of its predictions; none where it is judged as soon as it ends
 * @param past whether it ended long ago, so that the rows at hand of the last window are not its
 *     own
 */
public record EndedWindow(
    CountedWindow all,
    Map<String, Map<String, WindowCounts>> segments,
    OutcomeCounts outcomes,
    boolean past) {}
