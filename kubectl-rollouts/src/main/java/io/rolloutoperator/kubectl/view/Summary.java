package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands above the tree: one screen that says what is going on. Labels are Argo Rollouts' own.
 */
public final class Summary {

  private static final int BAR = 20;

  /**
   * A labelled line.
   *
   * @param label "" continues the row above
   */
  public record Row(String label, Line value) {}

  private final RolloutObjects objects;
  private final JsonNode rollout;
  private final JsonNode status;
  private final Instant now;
  private final List<Row> rows = new ArrayList<>();

  private Summary(RolloutObjects objects, Instant now) {
    this.objects = objects;
    this.rollout = objects.rollout();
    this.status = rollout.path("status");
    this.now = now;
  }

  public static List<Row> of(RolloutObjects objects, Instant now) {
    Summary summary = new Summary(objects, now);
    summary.identity();
    summary.strategy();
    summary.analysis();
    summary.outlook();
    summary.images();
    summary.replicas();
    objects.notes().forEach(note -> summary.row("Note:", Line.of(note, Tone.WAITING)));
    return List.copyOf(summary.rows);
  }

  private void row(String label, Line value) {
    rows.add(new Row(label, value));
  }

  private void row(String label, String value) {
    row(label, Line.of(value));
  }

  private void identity() {
    Phase phase = Phase.of(rollout);
    row("Name:", Line.of(At.name(rollout), Tone.STRONG));
    row("Namespace:", At.namespace(rollout));
    row("Status:", Health.of(phase.word()).line());
    if (!phase.message().isEmpty()) {
      row("Message:", phase.message());
    }
  }

  private void strategy() {
    JsonNode strategy = rollout.path("spec").path("strategy");
    if (strategy.has("canary")) {
      canary(strategy.path("canary"));
    } else if (strategy.has("blueGreen")) {
      row("Strategy:", "BlueGreen");
    } else {
      row("Strategy:", "unknown");
    }
  }

  private void canary(JsonNode canary) {
    CanarySteps steps = CanarySteps.of(rollout);
    row("Strategy:", "Canary" + router(canary));
    if (steps.count() > 0) {
      Line step =
          Line.of("%d/%d ".formatted(steps.index(), steps.count()))
              .plus(steps.bar(BAR), Tone.ACCENT)
              .plus(steps.label(steps.index()).map(label -> " now " + label).orElse(""));
      row("  Step:", step);
    }
    int all = CanarySteps.weightOfAll(rollout);
    int wanted = steps.setWeight(At.flag(status, "abort"), all);
    int actual = Weights.actual(objects, wanted);
    row("  SetWeight:", Integer.toString(wanted));
    Line weight = Line.of(Integer.toString(actual), actual == wanted ? Tone.PLAIN : Tone.WAITING);
    row("  ActualWeight:", weight.plus(Weights.confirmation(status)));
  }

  private static String router(JsonNode canary) {
    List<String> names = new ArrayList<>();
    for (var router : canary.path("trafficRouting").properties()) {
      if (router.getKey().equals("plugins")) {
        router.getValue().fieldNames().forEachRemaining(names::add);
      } else if (router.getValue().isObject()) {
        names.add(router.getKey());
      }
    }
    return names.isEmpty() ? "" : ", traffic by " + String.join(", ", names);
  }

  /** The runs that the status points at: they decide what happens. */
  private void analysis() {
    for (String field :
        List.of(
            "/canary/currentStepAnalysisRunStatus",
            "/canary/currentBackgroundAnalysisRunStatus",
            "/blueGreen/prePromotionAnalysisRunStatus",
            "/blueGreen/postPromotionAnalysisRunStatus")) {
      String name = At.text(status.at(field), "name");
      if (!name.isEmpty()) {
        row("Analysis:", verdict(name, status.at(field)));
      }
    }
  }

  private Line verdict(String name, JsonNode pointer) {
    Optional<Line> measured =
        objects.analysisRuns().stream()
            .filter(run -> At.name(run).equals(name))
            .findFirst()
            .flatMap(run -> Measurements.of(run, Versions.of(rollout)).verdict());
    if (measured.isPresent()) {
      return measured.get();
    }
    Health health = Health.ofRun(At.text(pointer, "status"));
    String message = At.text(pointer, "message");
    Line line = Line.of(name + " ").plus(health.word(), health.tone());
    return message.isEmpty() ? line : line.plus(": " + message);
  }

  private void outlook() {
    Outlook outlook = Outlook.of(objects);
    outlook
        .waiting()
        .ifPresent(
            what ->
                row(
                    "Waiting for:",
                    Line.of(what, Tone.WAITING)
                        .plus(outlook.end().map(end -> " " + Durations.until(end, now)).orElse(""))
                        .plus(
                            outlook
                                .deadline()
                                .map(end -> "; else Degraded " + Durations.until(end, now))
                                .orElse(""))));
    row("Next:", outlook.next());
  }

  private void images() {
    Map<String, List<String>> byImage = new LinkedHashMap<>();
    for (JsonNode set : objects.replicaSets()) {
      List<String> roles = Revisions.roles(rollout, set);
      boolean used = At.count(set, "spec", "replicas") > 0 || !roles.isEmpty();
      if (used && At.isOwnedBy(set, At.uid(rollout))) {
        for (String image : Revisions.images(At.node(set, "spec", "template"))) {
          byImage.computeIfAbsent(image, key -> new ArrayList<>()).addAll(roles);
        }
      }
    }
    String label = "Images:";
    for (var image : byImage.entrySet()) {
      List<String> roles = image.getValue().stream().distinct().toList();
      row(label, image.getKey() + (roles.isEmpty() ? "" : " (" + String.join(", ", roles) + ")"));
      label = "";
    }
  }

  private void replicas() {
    row("Replicas:", "");
    row("  Desired:", count(At.number(rollout, "spec", "replicas").orElse(1)));
    row("  Current:", count(At.count(status, "replicas")));
    row("  Updated:", count(At.count(status, "updatedReplicas")));
    row("  Ready:", count(At.count(status, "readyReplicas")));
    row("  Available:", count(At.count(status, "availableReplicas")));
  }

  private static String count(int number) {
    return Integer.toString(number);
  }
}
