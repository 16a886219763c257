package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.evidence.Versions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Why a Rollout is where it is, in sentences: the reason first, then what it rests on. */
public final class Explanation {

  private static final int WARNINGS = 3;

  private final RolloutObjects objects;
  private final Instant now;
  private final List<Line> lines = new ArrayList<>();

  private Explanation(RolloutObjects objects, Instant now) {
    this.objects = objects;
    this.now = now;
  }

  /**
   * The sentences.
   *
   * @param events of the Rollout, in any order
   */
  public static List<Line> of(RolloutObjects objects, List<JsonNode> events, Instant now) {
    Explanation explanation = new Explanation(objects, now);
    explanation.reason();
    explanation.analyses();
    explanation.pods();
    explanation.warnings(events);
    explanation.next();
    return explanation.lines;
  }

  private void reason() {
    JsonNode rollout = objects.rollout();
    Phase phase = Phase.of(rollout);
    Health health = Health.of(phase.word());
    Line line = Line.of(At.name(rollout) + " is ").plus(phase.word(), health.tone());
    lines.add(phase.message().isEmpty() ? line : line.plus(": " + phase.message()));
    Optional<Instant> aborted = At.time(rollout, "status", "abortedAt");
    if (At.flag(rollout, "status", "abort") && aborted.isPresent()) {
      lines.add(
          Line.of("aborted %s ago, at %s".formatted(Durations.since(aborted, now), aborted.get())));
    }
    Outlook outlook = Outlook.ofExplained(objects);
    outlook
        .waiting()
        .ifPresent(
            what ->
                lines.add(
                    Line.of("it waits for " + what)
                        .plus(
                            outlook.end().map(end -> " " + Durations.until(end, now)).orElse(""))));
  }

  /** The runs of the newest revision, those that are not good first. */
  private void analyses() {
    String uid = At.uid(objects.rollout());
    Versions versions = Versions.of(objects.rollout());
    List<JsonNode> owned =
        objects.analysisRuns().stream().filter(run -> At.isOwnedBy(run, uid)).toList();
    int newest = owned.stream().mapToInt(Revisions::of).max().orElse(0);
    owned.stream()
        .filter(run -> Revisions.of(run) == newest)
        .sorted(Comparator.comparing(Explanation::isGood).thenComparing(At::name))
        .forEach(
            run -> {
              lines.add(Line.EMPTY);
              Measurements measured = Measurements.of(run, versions);
              lines.add(Line.of("analysis ").plus(measured.sentences().getFirst()));
              measured
                  .sentences()
                  .subList(1, measured.sentences().size())
                  .forEach(sentence -> lines.add(Line.of("  ").plus(sentence)));
              measured.evidence().forEach(line -> lines.add(Line.of("  ").plus(line)));
            });
  }

  private static boolean isGood(JsonNode run) {
    String phase = At.text(run, "status", "phase");
    return phase.equals("Successful") || phase.equals("Running");
  }

  /** Pods that do not come up are the most frequent reason of all. */
  private void pods() {
    List<Line> broken = new ArrayList<>();
    for (JsonNode pod : objects.pods()) {
      Health health = new PodFacts(pod).health();
      boolean ofThis =
          objects.replicaSets().stream()
              .filter(set -> At.isOwnedBy(set, At.uid(objects.rollout())))
              .anyMatch(set -> At.isOwnedBy(pod, At.uid(set)));
      if (ofThis && health.tone() == Tone.BAD) {
        broken.add(Line.of("pod " + At.name(pod) + ": ").plus(health.word(), Tone.BAD));
      }
    }
    if (!broken.isEmpty()) {
      lines.add(Line.EMPTY);
      lines.addAll(broken);
    }
  }

  private void warnings(List<JsonNode> events) {
    List<JsonNode> last =
        events.stream()
            .filter(event -> At.text(event, "type").equals("Warning"))
            .sorted(Comparator.comparing(Explanation::time).reversed())
            .limit(WARNINGS)
            .toList();
    if (!last.isEmpty()) {
      lines.add(Line.EMPTY);
    }
    for (JsonNode event : last) {
      String age = Durations.since(Optional.of(time(event)), now);
      lines.add(
          Line.of(age + " ago ")
              .plus(At.text(event, "reason"), Tone.WAITING)
              .plus(": " + At.text(event, "message")));
    }
  }

  private static Instant time(JsonNode event) {
    return At.time(event, "lastTimestamp")
        .or(() -> At.time(event, "eventTime"))
        .or(() -> At.time(event, "metadata", "creationTimestamp"))
        .orElse(Instant.EPOCH);
  }

  private void next() {
    lines.add(Line.EMPTY);
    lines.add(Line.of("next: " + Outlook.ofExplained(objects).next()));
  }
}
