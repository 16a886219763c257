package io.rolloutoperator.kubectl.live;

import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.ExitCode;
import io.rolloutoperator.kubectl.cli.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows again and again what is followed, until it is told to end. */
public final class LiveScreen {

  /** Ages and countdowns move on although nothing happens. */
  private static final Duration TICK = Duration.ofSeconds(1);

  /** Changes that come together are drawn together. */
  private static final Duration SETTLE = Duration.ofMillis(100);

  /**
   * One screen.
   *
   * @param timeless the lines as they were at one and the same time, to see what else changed
   */
  public record Picture(List<String> lines, List<String> timeless) {
    public Picture {
      lines = List.copyOf(lines);
      timeless = List.copyOf(timeless);
    }
  }

  /** Makes the screen of what is known now. */
  @FunctionalInterface
  public interface Painter {
    /** The screen; empty until the first answers have come. */
    Optional<Picture> paint() throws CommandFailure;
  }

  private final Session session;
  private final LiveObjects live;
  private List<String> printed = List.of();

  public LiveScreen(Session session, LiveObjects live) {
    this.session = session;
    this.live = live;
  }

  /**
   * Shows it.
   *
   * @param limit for how long; empty until the process is ended
   */
  public int run(Optional<Duration> limit, Painter painter) throws CommandFailure {
    Optional<Instant> end = limit.map(session.now()::plus);
    Redraw screen = new Redraw(session.out(), session.around().terminal().rows());
    Thread showCursor = new Thread(screen::end);
    Runtime.getRuntime().addShutdownHook(showCursor);
    try {
      while (end.map(session.now()::isBefore).orElse(true)) {
        live.awaitChange(TICK);
        painter.paint().ifPresent(picture -> show(screen, picture));
        settle();
      }
    } finally {
      screen.end();
      Runtime.getRuntime().removeShutdownHook(showCursor);
    }
    return ExitCode.OK;
  }

  /** A pipe gets a new screen only when something other than time went on. */
  private void show(Redraw screen, Picture picture) {
    if (session.around().terminal().interactive()) {
      screen.show(picture.lines());
    } else if (!picture.timeless().equals(printed)) {
      picture.lines().forEach(session.out()::println);
      session.out().println();
      session.out().flush();
      printed = picture.timeless();
    }
  }

  private static void settle() {
    try {
      Thread.sleep(SETTLE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
