package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.evidence.Versions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A Rollout as JSON, in parts that change apart from each other: what is going on, each revision,
 * each AnalysisRun. Nothing in it depends on the time of day; a reader counts ages itself.
 */
public final class RolloutPage {

  /** How {@link RolloutTree} names a revision, before its number. */
  private static final String REVISION = "revision:";

  private RolloutPage() {}

  /** The parts by name: {@code summary}, {@code revision:4}, {@code run:shop-6f7d9c-4}. */
  public static Map<String, ObjectNode> parts(RolloutObjects objects) {
    Map<String, ObjectNode> parts = new LinkedHashMap<>();
    parts.put("summary", summary(objects));
    for (TreeNode revision : RolloutTree.of(objects).children()) {
      parts.put(revision.name(), revision(objects, revision));
    }
    Versions versions = Versions.of(objects.rollout());
    List<String> owners = owners(objects);
    objects.analysisRuns().stream()
        .filter(run -> owners.stream().anyMatch(owner -> At.isOwnedBy(run, owner)))
        .forEach(run -> parts.put("run:" + At.name(run), AnalysisPage.of(run, versions)));
    return parts;
  }

  /** The Rollout and its Experiments, which have runs of their own. */
  private static List<String> owners(RolloutObjects objects) {
    String uid = At.uid(objects.rollout());
    return Stream.concat(
            Stream.of(uid),
            objects.experiments().stream()
                .filter(experiment -> At.isOwnedBy(experiment, uid))
                .map(At::uid))
        .toList();
  }

  private static ObjectNode summary(RolloutObjects objects) {
    Meaning meaning = Meaning.of(objects);
    ObjectNode json = PageJson.object();
    json.put("name", meaning.name()).put("namespace", meaning.namespace());
    json.set("status", PageJson.health(Health.of(meaning.phase().word())));
    json.put("message", meaning.phase().message()).put("strategy", meaning.strategy());
    meaning.canary().ifPresent(canary -> json.set("canary", canary(canary)));
    json.set("verdicts", PageJson.all(meaning.verdicts().stream().map(PageJson::line).toList()));
    json.set("outlook", outlook(meaning.outlook()));
    json.set("images", PageJson.all(meaning.images().stream().map(RolloutPage::image).toList()));
    json.set("containers", containers(objects));
    json.set("replicas", replicas(meaning.replicas()));
    json.set("notes", PageJson.texts(meaning.notes()));
    return json;
  }

  private static ObjectNode canary(Meaning.Canary canary) {
    CanarySteps steps = canary.steps();
    List<String> labels =
        IntStream.range(0, steps.count()).mapToObj(at -> steps.label(at).orElse("")).toList();
    ObjectNode json = PageJson.object();
    json.set("routers", PageJson.texts(canary.routers()));
    json.put("index", steps.index()).put("aborted", canary.aborted());
    json.set("steps", PageJson.texts(labels));
    json.put("setWeight", canary.wanted()).put("actualWeight", canary.actual());
    json.put("weightOfAll", canary.all()).put("confirmation", canary.confirmation());
    return json;
  }

  private static ObjectNode outlook(Outlook outlook) {
    ObjectNode json = PageJson.object();
    json.put("waiting", outlook.waiting().orElse(""));
    json.set("end", PageJson.time(outlook.end()));
    json.set("deadline", PageJson.time(outlook.deadline()));
    return json.put("next", outlook.next());
  }

  private static ObjectNode image(Meaning.Image image) {
    ObjectNode json = PageJson.object().put("image", image.name());
    json.set("roles", PageJson.texts(image.roles()));
    return json;
  }

  /** Those of the spec; of a Rollout without a template those of its newest pods. */
  private static ArrayNode containers(RolloutObjects objects) {
    JsonNode rollout = objects.rollout();
    JsonNode own = At.node(rollout, "spec", "template");
    JsonNode template =
        own.isObject()
            ? own
            : Revisions.withHash(
                    objects.replicaSets(), At.text(rollout, "status", "currentPodHash"))
                .map(set -> At.node(set, "spec", "template"))
                .orElse(own);
    ArrayNode json = PageJson.all(List.of());
    for (String list : List.of("initContainers", "containers")) {
      for (JsonNode container : At.node(template, "spec", list)) {
        json.addObject()
            .put("name", At.text(container, "name"))
            .put("image", At.text(container, "image"));
      }
    }
    return json;
  }

  static ObjectNode replicas(Meaning.Replicas replicas) {
    return PageJson.object()
        .put("desired", replicas.desired())
        .put("current", replicas.current())
        .put("updated", replicas.updated())
        .put("ready", replicas.ready())
        .put("available", replicas.available());
  }

  /** A revision can be gone back to as long as its ReplicaSet is kept and it is not the newest. */
  private static ObjectNode revision(RolloutObjects objects, TreeNode node) {
    Optional<JsonNode> set =
        HistoryTable.owned(objects).stream()
            .filter(each -> node.name().equals(REVISION + Revisions.of(each)))
            .findFirst();
    String hash = set.map(each -> At.label(each, Names.HASH)).orElse("");
    boolean current = hash.equals(At.text(objects.rollout(), "status", "currentPodHash"));
    ObjectNode json = PageJson.object();
    json.put("revision", Integer.parseInt(node.name().substring(REVISION.length())));
    json.put("canUndo", set.isPresent() && !current);
    List<String> roles =
        set.map(each -> Revisions.roles(objects.rollout(), each)).orElse(List.of());
    json.set("roles", PageJson.texts(roles));
    List<String> images =
        set.map(each -> Revisions.images(At.node(each, "spec", "template"))).orElse(List.of());
    json.set("images", PageJson.texts(images));
    json.set("objects", PageJson.all(node.children().stream().map(PageJson::tree).toList()));
    return json;
  }
}
