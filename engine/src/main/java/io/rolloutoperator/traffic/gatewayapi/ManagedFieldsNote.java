package io.rolloutoperator.traffic.gatewayapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.rollout.gatewayapi.RouteNotes;
import io.rolloutoperator.engine.traffic.Destination;
import io.rolloutoperator.engine.traffic.TrafficTarget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells other tools which fields of a route are those of its Rollouts, in an annotation: JSON
 * pointers with commas between them.
 *
 * <p>It comes with a write of the route and is never the reason for one. Otherwise a tool that
 * strips it would be fought for it, and a route that has the right weights would not count as
 * verified.
 */
record ManagedFieldsNote(TrafficTarget target, ManagedRules managed) {

  private static final String RULES = "/spec/rules/";

  /** Notes the fields of a route that is about to be written. */
  void edit(ObjectNode route) {
    ObjectNode annotations = route.withObjectProperty("metadata").withObjectProperty("annotations");
    annotations.put(
        RouteNotes.MANAGED_FIELDS,
        String.join(",", pointers(route, annotations.path(RouteNotes.MANAGED_FIELDS).asText(""))));
  }

  /** Ours, and those that other Rollouts noted of rules that are not ours. */
  private Set<String> pointers(ObjectNode route, String before) {
    Set<String> pointers = new TreeSet<>();
    for (String pointer : before.split(",", -1)) {
      if (pointer.startsWith(RULES) && !route.at(pointer).isMissingNode()) {
        pointers.add(pointer);
      }
    }
    JsonNode rules = route.path("spec").path("rules");
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i) instanceof ObjectNode rule) {
        List<String> own = own(rule, RULES + i);
        if (!own.isEmpty()) {
          String beneath = RULES + i + "/";
          pointers.removeIf(pointer -> pointer.startsWith(beneath));
          pointers.addAll(own);
        }
      }
    }
    return pointers;
  }

  private List<String> own(ObjectNode rule, String pointer) {
    if (managed.managed(rule)) {
      return List.of(pointer);
    }
    return Rules.hasBoth(rule, target.canaryService(), target.stableService())
        ? backends(rule.path("backendRefs"), pointer + "/backendRefs/")
        : List.of();
  }

  /** The weights of the two Services, and the backends of experiments as a whole. */
  private List<String> backends(JsonNode backends, String prefix) {
    Set<String> weighted = new HashSet<>(List.of(target.canaryService(), target.stableService()));
    List<String> pointers = new ArrayList<>();
    for (int i = 0; i < backends.size(); i++) {
      String service = backends.get(i).path("name").asText("");
      if (weighted.remove(service)) {
        pointers.add(prefix + i + "/weight");
      } else if (target.additional().stream().map(Destination::service).anyMatch(service::equals)) {
        pointers.add(prefix + i);
      }
    }
    return pointers;
  }
}
