package com.nextgen.ml.service.app;

import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.check.Judged;
import com.nextgen.ml.service.monitor.check.LogLine;
import com.nextgen.ml.service.monitor.check.WindowVerdict;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes what is logged of each window that was judged: a warning where something has drifted, the
 * first verdict and each that differs from the one before for information, and the others for who
 * looks closer. Thread-safe.
 */
final class VerdictLog {
  private static final Logger LOG = LoggerFactory.getLogger(VerdictLog.class);

  /** Of more, what was told first is told again. */
  private static final int MAX_REMEMBERED = 10_000;

  private final Map<Key, String> told =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, String> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  private record Key(VersionId version, Window window, String message) {}

  void write(WindowVerdict verdict) {
    for (Judged<?> judged : verdict.judged()) {
      judged.logLines().forEach(line -> write(verdict, line));
    }
  }

  private void write(WindowVerdict verdict, LogLine line) {
    LoggingEventBuilder event =
        LOG.atLevel(level(verdict, line))
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

  private Level level(WindowVerdict verdict, LogLine line) {
    Key key = new Key(verdict.version(), verdict.window(), line.message());
    String said = String.valueOf(line.fields().get("verdict"));
    boolean news;
    synchronized (told) {
      news = !said.equals(told.put(key, said));
    }
    return line.isWarning() ? Level.WARN : news ? Level.INFO : Level.DEBUG;
  }
}
