package io.rolloutoperator.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Tells the logs of operators in one JVM apart: a line goes where the lines of the thread go that
 * started the thread that writes it. Lines of other threads, such as the tests', go nowhere.
 */
final class EmbeddedLogs extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final String NAME = "embedded";
  private static final InheritableThreadLocal<@Nullable PrintWriter> LINES =
      new InheritableThreadLocal<>();

  private final LogLineEncoder encoder = new LogLineEncoder(LogLineEncoder.Format.TEXT);

  private EmbeddedLogs() {}

  /** Leads the lines of this thread, and of all that it starts from now on. */
  static void writeTo(PrintWriter lines) {
    install();
    LINES.set(lines);
  }

  private static synchronized void install() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    if (root.getAppender(NAME) != null) {
      return;
    }
    EmbeddedLogs logs = new EmbeddedLogs();
    logs.setName(NAME);
    logs.setContext(context);
    logs.start();
    root.addAppender(logs);
    root.setLevel(Level.INFO);
    Logging.LIBRARIES.forEach(library -> context.getLogger(library).setLevel(Level.WARN));
  }

  @Override
  protected void append(ILoggingEvent event) {
    PrintWriter lines = LINES.get();
    if (lines != null) {
      lines.print(new String(encoder.encode(event), StandardCharsets.UTF_8));
      lines.flush();
    }
  }
}
