package io.rolloutoperator.kubectl.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.rollout.CanaryStrategy;
import io.rolloutoperator.api.rollout.RolloutAnalysisTemplate;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.api.template.TemplateEquality;
import io.rolloutoperator.engine.Revisions;
import io.rolloutoperator.kubectl.view.At;
import io.rolloutoperator.kubectl.view.TreeDifference;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an update is about: which Rollout, which revision, which fields. */
final class Subjects {

  private Subjects() {}

  static Forecast.Subject of(
      Beginning beginning, JsonNode before, RolloutSpec spec, ForecastWorld world) {
    JsonNode rollout = beginning.rollout();
    return new Forecast.Subject(
        At.namespace(rollout),
        At.name(rollout),
        At.number(rollout, "spec", "replicas").orElse(1),
        strategy(spec),
        background(spec),
        revision(world),
        changes(before, rollout));
  }

  /** Of a spec whose fields have wrong types. */
  static Forecast.Subject unreadable(Beginning beginning, JsonNode before) {
    JsonNode rollout = beginning.rollout();
    return new Forecast.Subject(
        At.namespace(rollout),
        At.name(rollout),
        At.count(rollout, "spec", "replicas"),
        "unreadable",
        Optional.empty(),
        new Revision.New(1),
        changes(before, rollout));
  }

  private static String strategy(RolloutSpec spec) {
    CanaryStrategy canary = spec.strategy().canary();
    if (canary == null) {
      return spec.strategy().blueGreen() == null ? "none" : "BlueGreen";
    }
    var routing = canary.trafficRouting();
    String steps = canary.steps().isEmpty() ? ", without steps" : "";
    String router =
        routing == null
            ? ", by pods alone"
            : ", traffic by "
                + routing.plugins().keySet().stream().sorted().collect(Collectors.joining(", "));
    return "Canary" + router + steps;
  }

  private static Optional<String> background(RolloutSpec spec) {
    CanaryStrategy canary = spec.strategy().canary();
    var analysis = canary == null ? null : canary.analysis();
    if (analysis == null || analysis.templates().isEmpty()) {
      return Optional.empty();
    }
    String templates =
        analysis.templates().stream()
            .map(RolloutAnalysisTemplate::templateName)
            .collect(Collectors.joining(", "));
    Integer start = analysis.startingStep();
    String since = start == null || start < 1 ? "" : " from step " + (start + 1) + " on";
    return Optional.of(templates + " beside the steps" + since + "; may abort the update");
  }

  private static Revision revision(ForecastWorld world) {
    long next = Revisions.next(world.look());
    Optional<ForecastReplicaSet> known = world.current();
    if (known.isEmpty()) {
      return new Revision.New(next);
    }
    String hash = known.get().hash();
    return hash.equals(world.status().currentPodHash())
        ? new Revision.Same(next)
        : new Revision.Back(next, known.get().revision(), hash.equals(world.status().stableRS()));
  }

  /** Templates are compared by their meaning, all else as it stands. */
  private static List<Change> changes(JsonNode before, JsonNode after) {
    Stream<Change> template =
        changes(
            "spec.template.",
            TemplateEquality.meaning(At.node(before, "spec", "template")),
            TemplateEquality.meaning(At.node(after, "spec", "template")));
    Stream<Change> others = changes("spec.", withoutTemplate(before), withoutTemplate(after));
    return Stream.concat(template, others).toList();
  }

  private static JsonNode withoutTemplate(JsonNode rollout) {
    JsonNode spec = At.node(rollout, "spec").deepCopy();
    if (spec instanceof ObjectNode object) {
      object.remove("template");
    }
    return spec;
  }

  /** An empty object that gets fields, or that lost them: the fields say it all. */
  private static boolean isFilled(TreeDifference.Value value, List<TreeDifference.Value> all) {
    String both = value.before() + value.after();
    return (both.equals("{}") || both.equals("[]"))
        && all.stream()
            .map(TreeDifference.Value::path)
            .anyMatch(
                path -> path.startsWith(value.path() + ".") || path.startsWith(value.path() + "["));
  }

  private static Stream<Change> changes(String prefix, JsonNode before, JsonNode after) {
    List<TreeDifference.Value> values = TreeDifference.values(before, after).toList();
    return values.stream()
        .filter(value -> !isFilled(value, values))
        .map(value -> new Change(prefix + value.path(), value.before(), value.after()));
  }
}
