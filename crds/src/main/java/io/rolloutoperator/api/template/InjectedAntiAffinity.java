package io.rolloutoperator.api.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The anti-affinity term the controller adds to a new ReplicaSet's template to keep its pods off
 * the nodes of the stable ones: a pod anti-affinity whose label selector names the pod template
 * hash label.
 */
final class InjectedAntiAffinity {

  private static final List<String> LISTS =
      List.of(
          "requiredDuringSchedulingIgnoredDuringExecution",
          "preferredDuringSchedulingIgnoredDuringExecution");

  private InjectedAntiAffinity() {}

  /**
   * Removes the term in place.
   *
   * @return whether there was one
   */
  static boolean removeFrom(ObjectNode template) {
    JsonNode antiAffinity = template.path("spec").path("affinity").path("podAntiAffinity");
    boolean removed = false;
    for (String list : LISTS) {
      removed |= antiAffinity.path(list) instanceof ArrayNode terms && removeTerms(terms);
    }
    return removed;
  }

  private static boolean removeTerms(ArrayNode terms) {
    boolean removed = false;
    for (Iterator<JsonNode> each = terms.elements(); each.hasNext(); ) {
      JsonNode entry = each.next();
      if (isInjected(entry) || isInjected(entry.path("podAffinityTerm"))) {
        each.remove();
        removed = true;
      }
    }
    return removed;
  }

  private static boolean isInjected(JsonNode term) {
    JsonNode expressions = term.path("labelSelector").path("matchExpressions");
    return StreamSupport.stream(expressions.spliterator(), false)
        .anyMatch(e -> e.path("key").asText().equals(TemplateEquality.HASH_LABEL));
  }

  /** Removes lists, the anti-affinity and the affinity that hold nothing (any more). */
  static void removeEmptyParts(ObjectNode template) {
    Defaults.at(template, "spec").forEach(InjectedAntiAffinity::removeEmptyAffinity);
  }

  private static void removeEmptyAffinity(ObjectNode spec) {
    Defaults.at(spec, "affinity")
        .forEach(
            affinity -> {
              Defaults.at(affinity, "podAntiAffinity")
                  .forEach(
                      antiAffinity -> LISTS.forEach(list -> removeIfEmpty(antiAffinity, list)));
              removeIfEmpty(affinity, "podAntiAffinity");
            });
    removeIfEmpty(spec, "affinity");
  }

  private static void removeIfEmpty(ObjectNode object, String field) {
    if (object.path(field).isContainerNode() && object.path(field).isEmpty()) {
      object.remove(field);
    }
  }
}
