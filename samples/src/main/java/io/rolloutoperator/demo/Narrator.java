package io.rolloutoperator.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Tells a release while it happens, in the same words on every stage. */
final class Narrator {

  private static final Duration AFTERWARDS = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration REFRESH = Duration.ofMillis(250);

  private final Screen screen;
  private final Timeline timeline;
  private final Measure measure;

  /** A narrator of one Rollout. */
  Narrator(Screen screen, Timeline timeline, Measure measure) {
    this.screen = screen;
    this.timeline = timeline;
    this.measure = measure;
  }

  void title(String text) {
    screen.blank();
    screen.line(Line.of(" ").bold(text));
  }

  void line(Line line) {
    screen.line(line);
  }

  void line(String text) {
    screen.line(text);
  }

  /** What is going on right now. */
  void status(String text) {
    screen.status(Line.EMPTY.dim(text));
  }

  /**
   * Tells a release that is to be promoted.
   *
   * @throws StoryException if it is not
   */
  Told promoted(Offer offer) throws InterruptedException {
    Told told = tell(offer);
    if (!told.release().promoted()) {
      throw new StoryException(offer.name() + " was not promoted: " + told.release().message());
    }
    return told;
  }

  /**
   * Tells a release that is to be taken back.
   *
   * @throws StoryException if it is not
   */
  Told aborted(Offer offer) throws InterruptedException {
    Told told = tell(offer);
    if (!told.release().aborted()) {
      throw new StoryException(offer.name() + " was not aborted: " + told.release().message());
    }
    return told;
  }

  /** Why a release was taken back. */
  void why(Told told) {
    screen.line(Line.of("   ").bad("aborted").text(": why, in the operator's words"));
    words(told.release().message());
  }

  /** What somebody else said, in lines that fit. */
  void words(String text) {
    Words.wrapped(text, Screen.COLUMNS - 6)
        .forEach(line -> screen.line(Line.of("     ").text(line)));
  }

  private Told tell(Offer offer) throws InterruptedException {
    Release release = begin(offer);
    int printed = watch(release);
    Instant ended = Instant.now();
    Thread.sleep(AFTERWARDS);
    List<Line> rows = measure.rows(release, Instant.now());
    rows.subList(printed, rows.size()).forEach(screen::line);
    return new Told(release, ended);
  }

  private Release begin(Offer offer) throws InterruptedException {
    offer.commands().forEach(command -> screen.line(Line.of("   ").dim("$ " + command)));
    Instant now = Instant.now();
    long generation = offer.release().begin();
    return new Release(offer.version(), now, generation, timeline);
  }

  /**
   * Prints each step when the next begins, and what is going on in between.
   *
   * @return how many steps were printed when the release ended
   */
  private int watch(Release release) throws InterruptedException {
    screen.line(measure.header());
    int printed = 0;
    Instant giveUp = Instant.now().plus(PATIENCE);
    while (!release.ended()) {
      Instant now = Instant.now();
      if (now.isAfter(giveUp)) {
        throw new StoryException(
            "no end after %d s: %s".formatted(PATIENCE.toSeconds(), release.message()));
      }
      List<Line> rows = measure.rows(release, now);
      for (; printed < rows.size() - 1; printed++) {
        screen.line(rows.get(printed));
      }
      screen.status(measure.live(release, now).orElse(Line.EMPTY.dim("   " + release.message())));
      Thread.sleep(REFRESH);
    }
    return printed;
  }
}
