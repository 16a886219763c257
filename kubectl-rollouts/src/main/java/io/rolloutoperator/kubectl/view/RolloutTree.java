package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Rollout, revisions, ReplicaSets with their pods, Experiments, AnalysisRuns with their Jobs. */
public final class RolloutTree {

  /** Times of the API server are of one length and in UTC: as texts they have the same order. */
  private static final Comparator<JsonNode> OLDEST_FIRST =
      Comparator.comparing((JsonNode object) -> At.text(object, "metadata", "creationTimestamp"))
          .thenComparing(At::name);

  private static final Comparator<JsonNode> NEWEST_FIRST =
      Comparator.comparing((JsonNode object) -> At.text(object, "metadata", "creationTimestamp"))
          .reversed()
          .thenComparing(At::name);

  private final RolloutObjects objects;
  private final Map<String, List<JsonNode>> podsByOwner;

  private RolloutTree(RolloutObjects objects) {
    this.objects = objects;
    this.podsByOwner = byOwner(objects.pods());
  }

  /** By the uid of each owner: a Rollout may have hundreds of pods. */
  private static Map<String, List<JsonNode>> byOwner(List<JsonNode> pods) {
    Map<String, List<JsonNode>> owned = new HashMap<>();
    for (JsonNode pod : pods) {
      for (JsonNode owner : At.node(pod, "metadata", "ownerReferences")) {
        owned.computeIfAbsent(At.text(owner, "uid"), uid -> new ArrayList<>()).add(pod);
      }
    }
    return owned;
  }

  public static TreeNode of(RolloutObjects objects) {
    return new RolloutTree(objects).rollout();
  }

  /** An Experiment as the root, in the place of the Rollout. */
  public static TreeNode ofExperiment(RolloutObjects objects) {
    return new RolloutTree(objects).experiment(objects.rollout());
  }

  private TreeNode rollout() {
    JsonNode rollout = objects.rollout();
    Health health = Health.of(Phase.of(rollout).word());
    return TreeNode.of(rollout, "⟳", "Rollout", health, Line.EMPTY, revisions()).with(Tone.STRONG);
  }

  /** The newest first. */
  private List<TreeNode> revisions() {
    Map<Integer, List<TreeNode>> byRevision = new TreeMap<>(Comparator.reverseOrder());
    String uid = At.uid(objects.rollout());
    owned(objects.replicaSets(), uid, NEWEST_FIRST)
        .forEach(set -> add(byRevision, set, replicaSet(set)));
    owned(objects.experiments(), uid, OLDEST_FIRST)
        .forEach(experiment -> add(byRevision, experiment, experiment(experiment)));
    owned(objects.analysisRuns(), uid, OLDEST_FIRST)
        .forEach(run -> add(byRevision, run, analysisRun(run)));
    return byRevision.entrySet().stream()
        .map(
            entry ->
                new TreeNode(
                    "#",
                    "revision:" + entry.getKey(),
                    Tone.PLAIN,
                    "",
                    Line.EMPTY,
                    Optional.empty(),
                    Line.EMPTY,
                    Optional.empty(),
                    entry.getValue()))
        .toList();
  }

  private static void add(Map<Integer, List<TreeNode>> byRevision, JsonNode of, TreeNode node) {
    byRevision.computeIfAbsent(Revisions.of(of), revision -> new ArrayList<>()).add(node);
  }

  private static Stream<JsonNode> owned(
      List<JsonNode> all, String uid, Comparator<JsonNode> order) {
    return all.stream().filter(object -> At.isOwnedBy(object, uid)).sorted(order);
  }

  private TreeNode replicaSet(JsonNode set) {
    List<String> roles = Revisions.roles(objects.rollout(), set);
    List<PodFacts> pods =
        podsByOwner.getOrDefault(At.uid(set), List.of()).stream()
            .sorted(OLDEST_FIRST)
            .map(PodFacts::new)
            .toList();
    return new TreeNode(
        "⧉",
        At.name(set),
        roles.isEmpty() ? Tone.PLAIN : tone(roles.getFirst()),
        "ReplicaSet",
        Health.of(health(set, pods)).line(),
        At.time(set, "metadata", "creationTimestamp"),
        info(roles),
        keptUntil(set),
        pods.stream().map(PodFacts::node).toList());
  }

  private static Line info(List<String> roles) {
    Line info = Line.EMPTY;
    for (String role : roles) {
      info = (info.equals(Line.EMPTY) ? info : info.plus(",")).plus(role, tone(role));
    }
    return info;
  }

  private static Optional<Instant> keptUntil(JsonNode set) {
    return At.count(set, "spec", "replicas") > 0
        ? At.time(set, "metadata", "annotations", Names.SCALE_DOWN_DEADLINE)
        : Optional.empty();
  }

  private static Tone tone(String role) {
    return switch (role) {
      case "stable", "active" -> Tone.GOOD;
      case "canary", "preview" -> Tone.WAITING;
      default -> Tone.PLAIN;
    };
  }

  private static String health(JsonNode set, List<PodFacts> pods) {
    int wanted = At.count(set, "spec", "replicas");
    if (wanted == 0 && At.count(set, "status", "replicas") == 0) {
      return "ScaledDown";
    }
    if (pods.stream().anyMatch(pod -> pod.health().tone() == Tone.BAD)) {
      return "Degraded";
    }
    return At.count(set, "status", "availableReplicas") >= wanted ? "Healthy" : "Progressing";
  }

  private TreeNode experiment(JsonNode experiment) {
    String uid = At.uid(experiment);
    List<TreeNode> children = new ArrayList<>();
    owned(objects.replicaSets(), uid, OLDEST_FIRST).map(this::replicaSet).forEach(children::add);
    owned(objects.analysisRuns(), uid, OLDEST_FIRST).map(this::analysisRun).forEach(children::add);
    Health health = Health.ofRun(At.text(experiment, "status", "phase"));
    return TreeNode.of(experiment, "Σ", "Experiment", health, Line.EMPTY, children);
  }

  private TreeNode analysisRun(JsonNode run) {
    return TreeNode.of(
        run,
        "α",
        "AnalysisRun",
        Health.ofRun(At.text(run, "status", "phase")),
        Measurements.of(run).counts(),
        owned(objects.jobs(), At.uid(run), OLDEST_FIRST).map(RolloutTree::job).toList());
  }

  private static TreeNode job(JsonNode job) {
    Health health = Health.ofRun(jobPhase(job));
    return TreeNode.of(job, "⊞", "Job", health, Line.EMPTY, List.of());
  }

  private static String jobPhase(JsonNode job) {
    for (JsonNode condition : At.node(job, "status", "conditions")) {
      String type = At.text(condition, "type");
      if (At.text(condition, "status").equals("True")
          && (type.equals("Complete") || type.equals("Failed"))) {
        return type.equals("Complete") ? "Successful" : type;
      }
    }
    return "Running";
  }
}
