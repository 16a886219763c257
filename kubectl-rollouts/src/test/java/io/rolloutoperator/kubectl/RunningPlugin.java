package io.rolloutoperator.kubectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rolloutoperator.kubectl.cli.Surroundings;
import io.rolloutoperator.kubectl.cli.Terminal;
import io.rolloutoperator.kubectl.cli.TerminalSizes;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A command line that goes on until its time is over, it fails or it is interrupted. */
public final class RunningPlugin implements AutoCloseable {

  private final String commandLine;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final SetClock clock = new SetClock();
  private final AtomicInteger code = new AtomicInteger(-1);
  private final Thread thread;

  /** A clock that stands until it is set. */
  private static final class SetClock extends Clock {
    private volatile Instant now = World.NOW;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private RunningPlugin(PretendedApiServer server, String commandLine) {
    this.commandLine = commandLine;
    String flags = " --server=" + server.uri() + " --namespace=prod";
    Surroundings around =
        new Surroundings(
            Map.of(),
            PluginRun.NOWHERE,
            PluginRun.NOWHERE,
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            TerminalSizes.fixed(Terminal.NONE),
            clock);
    thread = Thread.ofVirtual().start(() -> code.set(PluginRun.code(commandLine, flags, around)));
  }

  /** Starts one in namespace {@code prod}, whose output goes into a pipe. */
  public static RunningPlugin against(PretendedApiServer server, String commandLine) {
    return new RunningPlugin(server, commandLine);
  }

  /** What was printed until now. */
  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Waits until this was printed. */
  public void awaitOut(String text) {
    await().untilAsserted(() -> assertThat(out()).contains(text));
  }

  /** Lets time go by. */
  public void later(Duration time) {
    clock.now = clock.instant().plus(time);
  }

  /** Tells it to end, as far as a thread can be told. */
  public void interrupt() {
    thread.interrupt();
  }

  /** Waits for its end. */
  public PluginRun end() {
    await().until(() -> !thread.isAlive());
    return new PluginRun(commandLine, code.get(), out(), err.toString(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
