package io.rolloutoperator.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two operators in one JVM, and threads of neither. */
class EmbeddedLogsTest {
  private final LoggerContext context = new LoggerContext();
  private final Logger log = context.getLogger("io.rolloutoperator.kube.Something");
  private final Operator one = new Operator("one");
  private final Operator two = new Operator("two");

  /** What an operator logs. */
  private static final class Operator {
    private final StringWriter text = new StringWriter();
    private final PrintWriter lines = new PrintWriter(text);
    private final String namespace;

    Operator(String namespace) {
      this.namespace = namespace;
    }

    /** Does something in a thread that its main thread starts. */
    void does(Runnable what) throws InterruptedException {
      join(
          new Thread(
              () -> {
                EmbeddedLogs.lead(namespace, lines, new ProcessFlags());
                joined(Thread.ofVirtual().unstarted(what));
              }));
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }

  private static void join(Thread thread) throws InterruptedException {
    thread.start();
    thread.join();
  }

  private static void joined(Thread thread) {
    try {
      join(thread);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @BeforeEach
  void watch() {
    context.setMDCAdapter(new LogbackMDCAdapter());
    EmbeddedLogs.watch(context);
  }

  @AfterEach
  void close() {
    EmbeddedLogs.close(one.lines);
    EmbeddedLogs.close(two.lines);
  }

  @Test
  void aLineGoesWhereThoseOfTheStartingThreadGo() throws InterruptedException {
    one.does(() -> log.info("first"));
    two.does(() -> log.info("second"));
    two.does(() -> log.debug("of no interest"));

    assertThat(one.toString()).contains("msg=first").hasLineCount(1);
    assertThat(two.toString()).contains("msg=second").hasLineCount(1);
  }

  @Test
  void aThreadOfNobodyWritesByTheNamespaceThatItNames() throws InterruptedException {
    one.does(() -> {});
    two.does(() -> {});
    log.atInfo().addKeyValue("namespace", "two").log("decided");
    log.info("of nobody");

    assertThat(one.toString()).isEmpty();
    assertThat(two.toString()).contains("msg=decided").hasLineCount(1);
  }

  @Test
  void whatAnOperatorLogsAfterItsEndIsNobodysLine() throws InterruptedException {
    one.does(() -> {});
    two.does(() -> {});
    EmbeddedLogs.close(one.lines);
    log.atError().addKeyValue("namespace", "one").log("too late");

    assertThat(one.toString()).isEmpty();
    assertThat(two.toString()).isEmpty();
  }
}
