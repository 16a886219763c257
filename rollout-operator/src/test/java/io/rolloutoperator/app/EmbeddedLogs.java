package io.rolloutoperator.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.FilterReply;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Tells the logs of operators in one JVM apart: a line goes where the lines of the thread go that
 * started the thread that writes it, if it is worth a line there. Lines of other threads, such as
 * the tests', go nowhere.
 */
final class EmbeddedLogs {
  private static final InheritableThreadLocal<@Nullable Log> LOG = new InheritableThreadLocal<>();
  private static boolean installed;

  private EmbeddedLogs() {}

  /**
   * Of one operator.
   *
   * @param threshold of the operator's own lines
   * @param libraries the same of {@link Logging#LIBRARIES}
   */
  private record Log(PrintWriter lines, LogLineEncoder encoder, Level threshold, Level libraries) {

    boolean takes(String logger, Level level) {
      boolean library = Logging.LIBRARIES.stream().anyMatch(logger::startsWith);
      return level.isGreaterOrEqual(library ? libraries : threshold);
    }

    void write(ILoggingEvent event) {
      lines.print(new String(encoder.encode(event), StandardCharsets.UTF_8));
      lines.flush();
    }
  }

  /** Leads the lines of this thread, and of all that it starts from now on. */
  static void writeTo(PrintWriter lines, ProcessFlags flags) {
    Level threshold = Logging.level(flags.logLevel);
    LogLineEncoder encoder = new LogLineEncoder(Logging.format(flags.logFormat));
    install();
    LOG.set(new Log(lines, encoder, threshold, Logging.libraries(threshold, flags.kubeLogLevel)));
  }

  private static synchronized void install() {
    if (installed) {
      return;
    }
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Writer writer = new Writer();
    writer.setContext(context);
    writer.start();
    root.addAppender(writer);
    root.setLevel(Level.TRACE);
    Threshold threshold = new Threshold();
    threshold.start();
    context.addTurboFilter(threshold);
    installed = true;
  }

  private static final class Writer extends UnsynchronizedAppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      Log log = LOG.get();
      if (log != null) {
        log.write(event);
      }
    }
  }

  /** Before anything of a line is made that nobody takes. */
  private static final class Threshold extends TurboFilter {
    @Override
    public FilterReply decide(
        @Nullable Marker marker,
        Logger logger,
        Level level,
        @Nullable String format,
        Object @Nullable [] arguments,
        @Nullable Throwable thrown) {
      Log log = LOG.get();
      return log != null && log.takes(logger.getName(), level)
          ? FilterReply.NEUTRAL
          : FilterReply.DENY;
    }
  }
}
