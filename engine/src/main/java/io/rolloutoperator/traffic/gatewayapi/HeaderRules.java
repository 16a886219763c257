package io.rolloutoperator.traffic.gatewayapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.rollout.HeaderRoutingMatch;
import io.rolloutoperator.api.rollout.SetHeaderRoute;
import io.rolloutoperator.engine.traffic.TrafficTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The rules of a header route: per source rule a copy that leads to the canary only, where each
 * match also wants every header of the step. They stand at the end of the route.
 */
record HeaderRules(TrafficTarget target, ManagedRules managed) {

  /**
   * Replaces the rules of the step's route by those for the given source rules; without a match
   * they go.
   */
  void upsert(ObjectNode route, List<ObjectNode> sources, SetHeaderRoute step) {
    if (!(route.path("spec").get("rules") instanceof ArrayNode rules)) {
      return;
    }
    List<ObjectNode> wanted = step.match().isEmpty() ? List.of() : rules(sources, step);
    Predicate<ObjectNode> ofThisRoute =
        rule -> managed.route(rule).filter(step.name()::equals).isPresent();
    List<ObjectNode> present = Rules.objects(rules).stream().filter(ofThisRoute).toList();
    if (!CanonicalRule.same(present, wanted)) {
      remove(rules, ofThisRoute);
      rules.addAll(wanted);
    }
  }

  void removeAll(ObjectNode route) {
    if (route.path("spec").get("rules") instanceof ArrayNode rules) {
      remove(rules, managed::managed);
    }
  }

  private static void remove(ArrayNode rules, Predicate<ObjectNode> gone) {
    for (int i = rules.size() - 1; i >= 0; i--) {
      if (rules.get(i) instanceof ObjectNode rule && gone.test(rule)) {
        rules.remove(i);
      }
    }
  }

  private List<ObjectNode> rules(List<ObjectNode> sources, SetHeaderRoute step) {
    List<ObjectNode> rules = new ArrayList<>();
    for (ObjectNode source : sources) {
      rules.add(rule(source, ManagedRules.ruleName(step.name(), rules.size()), step));
    }
    return rules;
  }

  private ObjectNode rule(ObjectNode source, String name, SetHeaderRoute step) {
    ObjectNode rule = JsonNodeFactory.instance.objectNode().put("name", name);
    ObjectNode copy = source.deepCopy();
    copy.remove("name");
    rule.setAll(copy);
    ArrayNode matches = rule.withArrayProperty("matches");
    if (matches.isEmpty()) {
      matches.addObject();
    }
    Rules.objects(matches).forEach(match -> addHeaders(match, step));
    ArrayNode backends = rule.putArray("backendRefs");
    Rules.backend(source, target.canaryService())
        .ifPresent(canary -> backends.add(canary.deepCopy().without("weight")));
    return rule;
  }

  private static void addHeaders(ObjectNode match, SetHeaderRoute step) {
    ArrayNode headers = match.withArrayProperty("headers");
    for (HeaderRoutingMatch header : step.match()) {
      removeNamed(headers, header.headerName());
      HeaderValue value = HeaderValue.of(header);
      headers
          .addObject()
          .put("name", header.headerName())
          .put("type", value.type())
          .put("value", value.value());
    }
  }

  /** Header names are unique within a match; the step's value is the one that counts. */
  private static void removeNamed(ArrayNode headers, String name) {
    for (int i = headers.size() - 1; i >= 0; i--) {
      if (headers.get(i).path("name").asText("").equalsIgnoreCase(name)) {
        headers.remove(i);
      }
    }
  }
}
