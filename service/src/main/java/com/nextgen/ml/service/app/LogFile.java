package com.nextgen.ml.service.app;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** While it is open the log goes to a file, the same lines as else to the standard error. */
public final class LogFile implements AutoCloseable {
  private final Path path;
  private final Logger root;
  private final List<Appender<ILoggingEvent>> usual = new ArrayList<>();
  private final FileAppender<ILoggingEvent> file = new FileAppender<>();

  private LogFile(LoggerContext context, Path path) {
    this.path = path;
    root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    JsonLogEncoder encoder = new JsonLogEncoder();
    encoder.setContext(context);
    encoder.start();
    file.setContext(context);
    file.setEncoder(encoder);
    file.setFile(path.toString());
    file.start();
    root.iteratorForAppenders().forEachRemaining(usual::add);
    root.addAppender(file);
    usual.forEach(root::detachAppender);
  }

  /** Opens a file, and appends to it if it is there. */
  public static LogFile open(Path path) {
    return new LogFile((LoggerContext) LoggerFactory.getILoggerFactory(), path);
  }

  /** Returns where it is. */
  public Path path() {
    return path;
  }

  /** Lets the log go where it went before. */
  @Override
  public void close() {
    usual.forEach(root::addAppender);
    root.detachAppender(file);
    file.stop();
  }
}
