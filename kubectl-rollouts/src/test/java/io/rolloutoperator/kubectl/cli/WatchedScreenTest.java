package io.rolloutoperator.kubectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kubectl.api.Cluster;
import io.rolloutoperator.kubectl.api.RequestLog;
import io.rolloutoperator.kubectl.config.Access;
import io.rolloutoperator.kubectl.http.Exchange;
import io.rolloutoperator.kubectl.http.Request;
import io.rolloutoperator.kubectl.http.Transport;
import io.rolloutoperator.kubectl.live.LiveObjects;
import io.rolloutoperator.kubectl.live.LiveScreen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a screen that is followed does while nothing happens. */
class WatchedScreenTest {

  private static final Duration LIMIT = Duration.ofMillis(2_500);
  private static final Path NONE = Path.of("/nonexistent");
  private static final Access NOWHERE =
      new Access(
          "",
          URI.create("https://api.example"),
          new Access.Trust(false, Optional.empty(), Optional.empty()),
          Optional.empty(),
          new Access.Identity.Direct(Optional.empty(), Optional.empty()),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          "prod");

  /** A cluster that is never asked, as nothing is followed. */
  private record Silence() implements Transport, Session.Connector {
    @Override
    public Exchange send(Request request) throws IOException {
      throw new IOException("nobody is there");
    }

    @Override
    public Access access() {
      return NOWHERE;
    }

    @Override
    public Cluster open(Access access) {
      return new Cluster(access, this, Duration.ZERO, new RequestLog(0, System.err));
    }

    @Override
    public void close() {}
  }

  /** The terminal as it is the second time it is asked. */
  private record Shrinking(Terminal first, Terminal then, AtomicInteger asked)
      implements TerminalSizes {
    @Override
    public Terminal now() {
      return asked.get() == 0 ? first : then;
    }

    @Override
    public Terminal again() {
      asked.incrementAndGet();
      return then;
    }
  }

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int painted;

  private String watched(TerminalSizes terminals) throws CommandFailure {
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Surroundings around =
        new Surroundings(
            Map.of(),
            NONE,
            NONE,
            InputStream.nullInputStream(),
            stream,
            stream,
            terminals,
            Clock.systemUTC());
    try (Session session = new Session(around, false, new Silence());
        LiveObjects live = new LiveObjects(session.cluster())) {
      new LiveScreen(session, live).run(Optional.of(LIMIT), () -> Optional.of(picture()));
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private LiveScreen.Picture picture() {
    painted++;
    return new LiveScreen.Picture(List.of("same"), () -> List.of("same"));
  }

  @Test
  void forAPipeNothingIsPaintedUntilSomethingChanges() throws CommandFailure {
    assertThat(watched(TerminalSizes.fixed(Terminal.NONE))).isEmpty();
    assertThat(painted).isZero();
  }

  @Test
  void aTerminalIsPaintedAtMostEachSecondAndWrittenToOnlyOnce() throws CommandFailure {
    assertThat(watched(TerminalSizes.fixed(new Terminal(true, 80, 24)))).containsOnlyOnce("same");
    assertThat(painted).isBetween(1, 3);
  }

  @Test
  void aTerminalIsAskedForItsSizeNowAndThen() throws CommandFailure {
    Shrinking window =
        new Shrinking(new Terminal(true, 80, 24), new Terminal(true, 40, 24), new AtomicInteger());
    assertThat(watched(window)).contains("same\u001b[K\n\u001b[H\u001b[2J\rsame");
    assertThat(window.asked).hasValue(1);
  }
}
