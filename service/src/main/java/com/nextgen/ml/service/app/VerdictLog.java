package com.nextgen.ml.service.app;

import com.nextgen.ml.service.monitor.check.Judged;
import com.nextgen.ml.service.monitor.check.LogLine;
import com.nextgen.ml.service.monitor.check.WindowVerdict;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Writes what is logged of each window that was judged; a warning where something has drifted. */
final class VerdictLog {
  private static final Logger LOG = LoggerFactory.getLogger(VerdictLog.class);

  private VerdictLog() {}

  static void write(WindowVerdict verdict) {
    for (Judged<?> judged : verdict.judged()) {
      judged.logLines().forEach(line -> write(verdict, line));
    }
  }

  private static void write(WindowVerdict verdict, LogLine line) {
    LoggingEventBuilder event =
        LOG.atLevel(line.isWarning() ? Level.WARN : Level.INFO)
            .addKeyValue("model", verdict.version().model())
            .addKeyValue("version", verdict.version().version())
            .addKeyValue("window", verdict.window().name())
            .addKeyValue("from", verdict.span().from())
            .addKeyValue("to", verdict.span().to())
            .addKeyValue("rows", verdict.span().rows());
    for (Map.Entry<String, Object> field : line.fields().entrySet()) {
      event = event.addKeyValue(field.getKey(), field.getValue());
    }
    event.log(line.message());
  }
}
