package io.rolloutoperator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What follows an aborted release in Git: a commit that undoes it, and a cluster that agrees. */
final class RevertStory {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration REFRESH = Duration.ofMillis(100);

  private final Narrator narrator;
  private final Timeline timeline;
  private final ConfigRepository repository;

  RevertStory(Narrator narrator, Timeline timeline, ConfigRepository repository) {
    this.narrator = narrator;
    this.timeline = timeline;
    this.repository = repository;
  }

  /**
   * Tells what the operator commits.
   *
   * @param aborted the release
   * @param image of the version before
   * @throws StoryException if it does not happen, or more than that
   */
  void tell(Release aborted, String image) throws InterruptedException {
    narrator.title("Git hears of it: the operator takes the commit back.");
    String bad = repository.released();
    await("no commit undid " + bad, () -> !repository.head().equals(bad));
    Instant abort = timeline.abortedAt(aborted.generation());
    Instant pushed = repository.moved();
    narrator.line(Line.of("   ").dim("$ git pull -q && git log -1 --stat"));
    commit(repository.newest());
    narrator.line(
        Line.of("   ")
            .bold("%.1f s".formatted(seconds(abort, pushed)))
            .text(" from the abort to the pushed commit"));
    await("the cluster does not follow its own commit", () -> restored(aborted, image));
    String moved = weightsMovedSince(abort);
    if (!moved.isEmpty()) {
      throw new StoryException("the commit that undid the release moved the weights: " + moved);
    }
    narrator.line(
        Line.of("   ")
            .good("Healthy")
            .text(
                " on %s again %.1f s after that: no step was run, no weight was moved"
                    .formatted(image, seconds(pushed, Instant.now()))));
  }

  private void commit(List<String> lines) {
    for (String line : lines) {
      String indent = line.substring(0, line.length() - line.stripLeading().length());
      Words.wrapped(line.strip(), Screen.COLUMNS - 5 - indent.length())
          .forEach(part -> narrator.line(Line.of("     " + indent + part)));
    }
  }

  private boolean restored(Release aborted, String image) {
    JsonNode rollout = timeline.rollout();
    long generation = rollout.path("metadata").path("generation").asLong();
    return generation > aborted.generation()
        && Timeline.image(rollout).equals(image)
        && timeline.status(generation).path("phase").asText().equals("Healthy");
  }

  private String weightsMovedSince(Instant abort) {
    List<Integer> weights =
        timeline.weights().stream()
            .filter(change -> change.seen().isAfter(abort))
            .map(WeightChange::weight)
            .filter(weight -> weight > 0)
            .toList();
    return weights.isEmpty() ? "" : weights.toString();
  }

  private static void await(String otherwise, BooleanSupplier condition)
      throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new StoryException("%s after %d s".formatted(otherwise, PATIENCE.toSeconds()));
      }
      Thread.sleep(REFRESH);
    }
  }

  private static double seconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toNanos() / 1e9);
  }
}
