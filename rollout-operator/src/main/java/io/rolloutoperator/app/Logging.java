package io.rolloutoperator.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.util.List;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/**
 * Logs to standard error, one event per line, with the fields of the event beside its message.
 *
 * <p>Levels: ERROR needs a person; WARN is worth knowing and heals; INFO tells each decision with
 * its reason; DEBUG tells how it was found.
 */
final class Logging {
  /** Libraries that tell of every retry at INFO or above. */
  static final List<String> LIBRARIES = List.of("io.fabric8", "io.javaoperatorsdk");

  private Logging() {}

  /**
   * Sets up all logging.
   *
   * @param level {@code trace, debug, info, warn, error}; upstream's {@code warning, fatal, panic}
   *     too
   * @param format {@code text} or {@code json}; empty is text
   * @param libraryLevel above 0: libraries log at the same level
   */
  static void configure(String level, String format, int libraryLevel) {
    Level threshold = level(level);
    LogLineEncoder.Format lines = format(format);
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder(context, lines));
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(threshold);
    root.addAppender(appender);
    Level libraries = libraries(threshold, libraryLevel);
    LIBRARIES.forEach(name -> context.getLogger(name).setLevel(libraries));
  }

  /** The level of {@link #LIBRARIES}. */
  static Level libraries(Level threshold, int libraryLevel) {
    return libraryLevel > 0 || threshold.isGreaterOrEqual(Level.WARN) ? threshold : Level.WARN;
  }

  private static Encoder<ILoggingEvent> encoder(
      LoggerContext context, LogLineEncoder.Format format) {
    LogLineEncoder encoder = new LogLineEncoder(format);
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }

  /** As a flag names it; empty is text. */
  static LogLineEncoder.Format format(String text) {
    return switch (text) {
      case "", "text" -> LogLineEncoder.Format.TEXT;
      case "json" -> LogLineEncoder.Format.JSON;
      default ->
          throw new WrongUsageException("--logformat must be text or json, got \"" + text + "\"");
    };
  }

  /** As a flag names it. */
  static Level level(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "trace" -> Level.TRACE;
      case "debug" -> Level.DEBUG;
      case "info" -> Level.INFO;
      case "warn", "warning" -> Level.WARN;
      case "error", "fatal", "panic" -> Level.ERROR;
      default ->
          throw new WrongUsageException(
              "--loglevel must be trace, debug, info, warn or error, got \"" + text + "\"");
    };
  }
}
