package io.rolloutoperator.kubectl.live;

import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.ExitCode;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.cli.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Shows again and again what is followed, until it is told to end. */
public final class LiveScreen {

  /** Ages and countdowns move on although nothing happens. */
  private static final Duration TICK = Duration.ofSeconds(1);

  /** How often a terminal is asked for its size. */
  private static final Duration SIZE_ASKED = Duration.ofSeconds(2);

  /** Changes that come together are drawn together. */
  private static final Duration SETTLE = Duration.ofMillis(100);

  /** Drawing takes this part of the time at most, unless a single one takes longer. */
  private static final int DRAWING_PART = 20;

  /**
   * One screen.
   *
   * @param timeless makes the lines as they were at one and the same time, to see what else changed
   */
  public record Picture(List<String> lines, Supplier<List<String>> timeless) {
    public Picture {
      lines = List.copyOf(lines);
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
  private long sizeAsked = System.nanoTime();

  public LiveScreen(Session session, LiveObjects live) {
    this.session = session;
    this.live = live;
  }

  /**
   * Shows it, until its thread is interrupted.
   *
   * @param limit for how long; empty until the process is ended
   */
  public int run(Optional<Duration> limit, Painter painter) throws CommandFailure {
    Optional<Instant> end = limit.map(session.now()::plus);
    Redraw screen = new Redraw(session.screen());
    Thread showCursor = new Thread(screen::end);
    Runtime.getRuntime().addShutdownHook(showCursor);
    try {
      while (!Thread.currentThread().isInterrupted()
          && end.map(session.now()::isBefore).orElse(true)) {
        if (live.awaitChange(TICK) || session.around().terminal().interactive()) {
          long began = System.nanoTime();
          askForTheSize(began);
          painter.paint().or(this::lost).ifPresent(picture -> show(screen, picture));
          settle(Duration.ofNanos(System.nanoTime() - began));
        }
      }
    } finally {
      screen.end();
      Runtime.getRuntime().removeShutdownHook(showCursor);
    }
    return ExitCode.OK;
  }

  /** Who gets no first answer is told why the screen stays empty. */
  private Optional<Picture> lost() {
    return live.loss()
        .map(why -> List.of(LiveObjects.lossNote(why)))
        .map(lines -> new Picture(lines, () -> lines));
  }

  private void askForTheSize(long now) {
    if (now - sizeAsked > SIZE_ASKED.toNanos()) {
      session.around().terminals().again();
      sizeAsked = now;
    }
  }

  /** A pipe gets a new screen only when something other than time went on. */
  private void show(Redraw screen, Picture picture) {
    Terminal terminal = session.around().terminal();
    if (terminal.interactive()) {
      screen.show(picture.lines(), terminal);
      return;
    }
    List<String> timeless = picture.timeless().get();
    if (!timeless.equals(printed)) {
      picture.lines().forEach(session.screen()::println);
      session.screen().println();
      session.screen().flush();
      printed = timeless;
    }
  }

  private static void settle(Duration drawn) {
    long rest = drawn.toMillis() * (DRAWING_PART - 1);
    try {
      Thread.sleep(Math.clamp(rest, SETTLE.toMillis(), TICK.toMillis()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
