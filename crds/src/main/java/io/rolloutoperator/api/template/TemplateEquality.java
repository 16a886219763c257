package io.rolloutoperator.api.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a ReplicaSet's pod template is the one a Rollout wants, whoever made the ReplicaSet and
 * whichever library version named it.
 *
 * <p>Both templates are completed as the API server completes them; then absent, null, an empty
 * list and an empty map are the same (an empty object such as {@code emptyDir: {}} is not), and
 * quantities count by their number. Left out are the hash label, ephemeral metadata, the injected
 * anti-affinity and {@code serviceAccount}. Fields this version does not know must be equal as they
 * stand.
 */
public final class TemplateEquality {

  /** The label whose value is the pod template hash. */
  static final String HASH_LABEL = "rollouts-pod-template-hash";

  private static final GoKind KIND = new GoKind.Struct("PodTemplateSpec");
  private static final GoValue MEANING = new GoValue(GoTypes.POD_TEMPLATE, GoValue.Purpose.COMPARE);

  private TemplateEquality() {}

  /**
   * Compares two pod templates; neither is changed.
   *
   * @param live the template of a stored ReplicaSet
   * @param wanted the template of the Rollout
   * @param ephemeral the keys of the ReplicaSet's ephemeral metadata; ignored on both sides
   */
  public static TemplateComparison compare(
      JsonNode live, JsonNode wanted, EphemeralMetadata ephemeral) {
    ObjectNode left = copy(live);
    ObjectNode right = copy(wanted);
    boolean removed = InjectedAntiAffinity.removeFrom(left);
    removed |= InjectedAntiAffinity.removeFrom(right);
    if (removed) {
      InjectedAntiAffinity.removeEmptyParts(left);
      InjectedAntiAffinity.removeEmptyParts(right);
    }
    JsonNode liveMeaning = meaning(left, ephemeral);
    JsonNode wantedMeaning = meaning(right, ephemeral);
    return difference("", liveMeaning, wantedMeaning)
        .<TemplateComparison>map(different -> different)
        .orElseGet(TemplateComparison.Same::new);
  }

  /**
   * A pod template in the form in which two of equal meaning are equal: completed, and with
   * quantities as plain numbers. For showing how two differ.
   */
  public static JsonNode meaning(JsonNode template) {
    return meaning(copy(template), EphemeralMetadata.NONE);
  }

  private static ObjectNode copy(JsonNode template) {
    return template instanceof ObjectNode object
        ? object.deepCopy()
        : JsonNodeFactory.instance.objectNode();
  }

  private static JsonNode meaning(ObjectNode template, EphemeralMetadata ephemeral) {
    Defaults.at(template, "metadata", "labels")
        .forEach(labels -> labels.remove(ephemeral.labels()).remove(Set.of(HASH_LABEL)));
    Defaults.at(template, "metadata", "annotations")
        .forEach(annotations -> annotations.remove(ephemeral.annotations()));
    PodTemplateDefaults.fill(template);
    return MEANING.of(KIND, template);
  }

  private static Optional<TemplateComparison.Different> difference(
      String path, JsonNode live, JsonNode wanted) {
    if (live.isObject() && wanted.isObject()) {
      return members(path, live, wanted);
    }
    if (live.isArray() && wanted.isArray() && live.size() == wanted.size()) {
      return items(path, live, wanted);
    }
    return live.equals(wanted)
        ? Optional.empty()
        : Optional.of(new TemplateComparison.Different(path, shown(live), shown(wanted)));
  }

  private static Optional<TemplateComparison.Different> members(
      String path, JsonNode live, JsonNode wanted) {
    Set<String> names = new LinkedHashSet<>();
    wanted.fieldNames().forEachRemaining(names::add);
    live.fieldNames().forEachRemaining(names::add);
    return names.stream()
        .map(
            name ->
                difference(
                    path.isEmpty() ? name : path + "." + name, live.path(name), wanted.path(name)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<TemplateComparison.Different> items(
      String path, JsonNode live, JsonNode wanted) {
    Iterator<JsonNode> others = wanted.elements();
    int index = 0;
    for (JsonNode item : live) {
      Optional<TemplateComparison.Different> different =
          difference(path + "[" + index++ + "]", item, others.next());
      if (different.isPresent()) {
        return different;
      }
    }
    return Optional.empty();
  }

  private static String shown(JsonNode node) {
    return node.isMissingNode() ? "absent" : GoJson.text(node);
  }
}
