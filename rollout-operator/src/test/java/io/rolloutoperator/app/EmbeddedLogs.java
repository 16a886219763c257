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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/**
 * Tells the logs of operators in one JVM apart. A line goes where the lines of the thread go that
 * started the thread that writes it. A thread that nobody's thread started, such as a worker of the
 * JDK's HTTP client, writes by the namespace that the line names. What is left goes nowhere, as all
 * that tests log: it may be of an operator that has ended.
 */
final class EmbeddedLogs {
  private static final InheritableThreadLocal<@Nullable Log> OF_THREAD =
      new InheritableThreadLocal<>();
  private static final List<Log> OPEN = new CopyOnWriteArrayList<>();
  private static boolean installed;

  private EmbeddedLogs() {}

  /** The log of one operator until it is closed. */
  private static final class Log {
    private final String namespace;
    private final PrintWriter lines;
    private final LogLineEncoder encoder;
    private final Level threshold;
    private final Level libraries;

    private Log(String namespace, PrintWriter lines, ProcessFlags flags) {
      this.namespace = namespace;
      this.lines = lines;
      this.encoder = new LogLineEncoder(Logging.format(flags.logFormat));
      this.threshold = Logging.level(flags.logLevel);
      this.libraries = Logging.libraries(threshold, flags.kubeLogLevel);
    }

    private boolean takes(String logger, Level level) {
      boolean library = Logging.LIBRARIES.stream().anyMatch(logger::startsWith);
      return level.isGreaterOrEqual(library ? libraries : threshold);
    }

    private void write(ILoggingEvent event) {
      lines.print(new String(encoder.encode(event), StandardCharsets.UTF_8));
      lines.flush();
    }
  }

  /**
   * Leads the lines of this thread, and of all that it starts from now on, until {@link #close}.
   *
   * @param namespace whose objects the operator works on
   */
  static void open(String namespace, PrintWriter lines, ProcessFlags flags) {
    install();
    lead(namespace, lines, flags);
  }

  /** The same for loggers of contexts that are {@link #watch watched}. */
  static void lead(String namespace, PrintWriter lines, ProcessFlags flags) {
    Log log = new Log(namespace, lines, flags);
    OPEN.add(log);
    OF_THREAD.set(log);
  }

  /** Leads no lines there any more. */
  static void close(PrintWriter lines) {
    OPEN.removeIf(log -> log.lines.equals(lines));
  }

  private static synchronized void install() {
    if (installed) {
      return;
    }
    // The thread of all delays, which lives as long as the JVM, is to be nobody's.
    CompletableFuture.delayedExecutor(0, TimeUnit.NANOSECONDS, Runnable::run).execute(() -> {});
    watch((LoggerContext) LoggerFactory.getILoggerFactory());
    installed = true;
  }

  /** Takes the lines of all loggers of a context. */
  static void watch(LoggerContext context) {
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Writer writer = new Writer();
    writer.setContext(context);
    writer.start();
    root.addAppender(writer);
    root.setLevel(Level.TRACE);
    Threshold threshold = new Threshold();
    threshold.start();
    context.addTurboFilter(threshold);
  }

  /** Those that a line of this thread goes to. */
  private static List<Log> logsOf(@Nullable String namespace) {
    Log own = OF_THREAD.get();
    if (own != null && OPEN.contains(own)) {
      return List.of(own);
    }
    return OPEN.stream().filter(log -> log.namespace.equals(namespace)).toList();
  }

  private static final class Writer extends UnsynchronizedAppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      for (Log log : logsOf(namespace(event))) {
        if (log.takes(event.getLoggerName(), event.getLevel())) {
          log.write(event);
        }
      }
    }

    private static @Nullable String namespace(ILoggingEvent event) {
      List<KeyValuePair> pairs = event.getKeyValuePairs();
      return pairs == null
          ? null
          : pairs.stream()
              .filter(pair -> pair.key.equals("namespace"))
              .map(pair -> String.valueOf(pair.value))
              .findFirst()
              .orElse(null);
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
      Log own = OF_THREAD.get();
      List<Log> logs = own != null && OPEN.contains(own) ? List.of(own) : OPEN;
      return logs.stream().anyMatch(log -> log.takes(logger.getName(), level))
          ? FilterReply.NEUTRAL
          : FilterReply.DENY;
    }
  }
}
