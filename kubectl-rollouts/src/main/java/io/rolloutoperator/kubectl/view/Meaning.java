package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.evidence.Versions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is going on with a Rollout, as values that do not depend on the time of day: the screen of
 * the terminal and the page of the dashboard tell the same.
 *
 * @param canary where a canary stands; empty for other strategies
 * @param verdicts a sentence for each analysis that decides what happens
 * @param images that pods run, or that a role stands for
 * @param notes what could not be read
 */
public record Meaning(
    String name,
    String namespace,
    Phase phase,
    String strategy,
    Optional<Canary> canary,
    List<Line> verdicts,
    Outlook outlook,
    List<Image> images,
    Replicas replicas,
    List<String> notes) {

  /** Where the status keeps the runs that decide. */
  private static final List<String> POINTERS =
      List.of(
          "/canary/currentStepAnalysisRunStatus",
          "/canary/currentBackgroundAnalysisRunStatus",
          "/blueGreen/prePromotionAnalysisRunStatus",
          "/blueGreen/postPromotionAnalysisRunStatus");

  /**
   * A canary's way.
   *
   * @param aborted whether its steps stand still until it is tried again
   * @param routers that split its traffic; empty where pods do
   * @param wanted the weight that the steps ask for, 0 to {@code all}
   * @param actual the weight that it has
   * @param all the weight of all traffic, 100 unless the spec says otherwise
   * @param confirmation what the router said about it; "" if nothing
   */
  public record Canary(
      boolean aborted,
      List<String> routers,
      CanarySteps steps,
      int wanted,
      int actual,
      int all,
      String confirmation) {

    public Canary {
      routers = List.copyOf(routers);
    }
  }

  /**
   * An image.
   *
   * @param roles such as stable and canary; empty for an old revision that still has pods
   */
  public record Image(String name, List<String> roles) {
    public Image {
      roles = List.copyOf(roles);
    }
  }

  /** Numbers of pods. */
  public record Replicas(int desired, int current, int updated, int ready, int available) {}

  public Meaning {
    verdicts = List.copyOf(verdicts);
    images = List.copyOf(images);
    notes = List.copyOf(notes);
  }

  public static Meaning of(RolloutObjects objects) {
    JsonNode rollout = objects.rollout();
    return new Meaning(
        At.name(rollout),
        At.namespace(rollout),
        Phase.of(rollout),
        strategy(rollout),
        canary(objects),
        verdicts(objects),
        Outlook.of(objects),
        images(objects),
        replicas(rollout),
        objects.notes());
  }

  /** Canary, BlueGreen, or unknown. */
  static String strategy(JsonNode rollout) {
    JsonNode strategy = rollout.path("spec").path("strategy");
    if (strategy.has("canary")) {
      return "Canary";
    }
    return strategy.has("blueGreen") ? "BlueGreen" : "unknown";
  }

  private static Optional<Canary> canary(RolloutObjects objects) {
    JsonNode rollout = objects.rollout();
    if (!strategy(rollout).equals("Canary")) {
      return Optional.empty();
    }
    CanarySteps steps = CanarySteps.of(rollout);
    int all = CanarySteps.weightOfAll(rollout);
    boolean aborted = At.flag(rollout, "status", "abort");
    int wanted = steps.setWeight(aborted, all);
    return Optional.of(
        new Canary(
            aborted,
            routers(At.node(rollout, "spec", "strategy", "canary", "trafficRouting")),
            steps,
            wanted,
            Weights.actual(objects, wanted),
            all,
            Weights.confirmation(rollout.path("status"))));
  }

  private static List<String> routers(JsonNode trafficRouting) {
    List<String> names = new ArrayList<>();
    for (var router : trafficRouting.properties()) {
      if (router.getKey().equals("plugins")) {
        router.getValue().fieldNames().forEachRemaining(names::add);
      } else if (router.getValue().isObject()) {
        names.add(router.getKey());
      }
    }
    return names;
  }

  private static List<Line> verdicts(RolloutObjects objects) {
    JsonNode status = objects.rollout().path("status");
    return POINTERS.stream()
        .map(status::at)
        .filter(pointer -> !At.text(pointer, "name").isEmpty())
        .map(pointer -> verdict(objects, pointer))
        .toList();
  }

  private static Line verdict(RolloutObjects objects, JsonNode pointer) {
    String name = At.text(pointer, "name");
    Optional<Line> measured =
        objects.analysisRuns().stream()
            .filter(run -> At.name(run).equals(name))
            .findFirst()
            .flatMap(run -> Measurements.of(run, Versions.of(objects.rollout())).verdict());
    if (measured.isPresent()) {
      return measured.get();
    }
    Health health = Health.ofRun(At.text(pointer, "status"));
    String message = At.text(pointer, "message");
    Line line = Line.of(name + " ").plus(health.word(), health.tone());
    return message.isEmpty() ? line : line.plus(": " + message);
  }

  private static List<Image> images(RolloutObjects objects) {
    JsonNode rollout = objects.rollout();
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
    return byImage.entrySet().stream()
        .map(image -> new Image(image.getKey(), image.getValue().stream().distinct().toList()))
        .toList();
  }

  static Replicas replicas(JsonNode rollout) {
    JsonNode status = rollout.path("status");
    return new Replicas(
        At.number(rollout, "spec", "replicas").orElse(1),
        At.count(status, "replicas"),
        At.count(status, "updatedReplicas"),
        At.count(status, "readyReplicas"),
        At.count(status, "availableReplicas"));
  }
}
